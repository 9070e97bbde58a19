import type { IdentityService } from '../../service/identityService.ts';
import { ADMINISTRATOR_ROLE_TYPE_ID } from '../../service/model/builtInRoles.ts';
import type { Client } from '../../service/model/client.ts';
import type { ClientSecret } from '../../service/model/clientSecret.ts';
import { CLIENT_TYPES, type ClientType, hasSecrets } from '../../service/model/clientTypes.ts';
import { unlessGone } from '../../service/unlessGone.ts';
import { atOnce } from '../atOnce.ts';
import type { Survey, SurveyedClient, SurveyedSecret } from './survey.ts';

/** Secret lists under way at once: as many as the dispatcher has connections. */
const AT_ONCE = 16;

/** Clients after which what is known is saved, so that a survey that is interrupted loses little. */
const SAVE_EVERY = 2000;

/** An interrupted survey goes on within this time, milliseconds; later it begins anew. */
const RESUMABLE_MS = 3_600_000;

/** Says how far a survey is. */
export type SurveyProgress = (counts: { readonly clients: number; readonly read: number }) => void;

/** What a survey is taken with. */
export interface SurveyParts {
  readonly service: Pick<IdentityService, 'clients' | 'roles' | 'secrets'>;
  readonly tenantId: string;
  /** The last one of this tenant, of which an interrupted one goes on. */
  readonly before?: Survey | undefined;
  readonly save: (survey: Survey) => Promise<void>;
  readonly report: SurveyProgress;
  readonly now: () => Date;
}

/**
 * Reads all clients of a tenant and the secrets of each, several at once, and saves what is known on the way. Rejects
 * with the first failure, or as soon as the signal aborts; what was read by then is saved and not read again next time.
 */
export async function takeSurvey(parts: SurveyParts, signal: AbortSignal): Promise<Survey> {
  const { service, tenantId, before, save, report, now } = parts;
  const resumed = before && !before.endedAt && isResumable(before, now()) ? before : undefined;
  const startedAt = resumed?.startedAt ?? now().toISOString();
  const roles = await service.roles({ signal });
  const administratorRoleIds = roles
    .filter(({ roleTypeId }) => roleTypeId === ADMINISTRATOR_ROLE_TYPE_ID)
    .map(({ id }) => id);
  const known = new Map(resumed?.clients.map(({ id, secrets }) => [id, secrets]));
  const clients: (SurveyedClient & { secrets?: readonly SurveyedSecret[] | undefined })[] = [];
  const survey = () => ({ tenantId, startedAt, administratorRoleIds, clients });
  let read = 0;
  try {
    for await (const client of allClients(service, signal)) {
      clients.push({ ...surveyed(client), secrets: hasSecrets(client.type) ? known.get(client.id) : [] });
      if (clients.length % 1000 === 0) report({ clients: clients.length, read });
    }
    const unread = clients.filter(({ secrets }) => secrets === undefined);
    read = clients.length - unread.length;
    await atOnce(
      unread,
      AT_ONCE,
      async client => {
        const secrets = await service.secrets(client.type, client.id, { signal }).catch(unlessGone);
        client.secrets = (secrets ?? []).map(surveyedSecret);
        read += 1;
        report({ clients: clients.length, read });
        if (read % SAVE_EVERY === 0) await save(survey());
      },
      signal,
    );
    signal.throwIfAborted();
  } catch (error) {
    // a list of clients that is not whole would be no use
    if (read > 0) await save(survey());
    throw error;
  }
  const ended = { ...survey(), endedAt: now().toISOString() };
  await save(ended);
  return ended;
}

/** Reads one client for a survey; `undefined` when it is gone. */
export async function surveyClient(
  service: Pick<IdentityService, 'client' | 'secrets'>,
  type: ClientType,
  id: string,
): Promise<SurveyedClient | undefined> {
  const client = await service.client(type, id).catch(unlessGone);
  if (!client) return undefined;
  const secrets = hasSecrets(type) ? await service.secrets(type, id).catch(unlessGone) : [];
  return secrets && { ...surveyed(client), secrets: secrets.map(surveyedSecret) };
}

const surveyedSecret = ({ id, description, expiresAt }: ClientSecret): SurveyedSecret => ({
  ...{ id, description },
  ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
});

const isResumable = ({ startedAt }: Survey, now: Date): boolean => {
  const ageMs = now.getTime() - new Date(startedAt).getTime();
  return ageMs >= 0 && ageMs < RESUMABLE_MS;
};

const surveyed = ({ type, id, name, enabled, roleIds }: Client): SurveyedClient => ({
  ...{ type, id, name, enabled, roleIds },
});

async function* allClients(service: SurveyParts['service'], signal: AbortSignal): AsyncGenerator<Client> {
  for (const { type } of CLIENT_TYPES)
    for await (const { items, incomplete } of service.clients(type, { signal })) {
      // half a survey that looks like a whole one would hide what expires
      if (incomplete) throw incomplete;
      yield* items;
    }
}

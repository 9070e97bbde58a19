import type { IdentityService } from '../../service/identityService.ts';
import { ADMINISTRATOR_ROLE_TYPE_ID } from '../../service/model/builtInRoles.ts';
import type { Client } from '../../service/model/client.ts';
import type { ClientSecret } from '../../service/model/clientSecret.ts';
import { CLIENT_TYPES, type ClientType, hasSecrets } from '../../service/model/clientTypes.ts';
import { unlessGone } from '../../service/unlessGone.ts';
import { sweep } from '../sweep/sweep.ts';
import type { Survey, SurveyedClient, SurveyedSecret } from './survey.ts';

/**
 * What is known is saved this often, milliseconds, so that a survey that is interrupted loses little. By time, since
 * each save writes everything: after so many clients each, a survey of 50,000 would be mostly saving.
 */
const SAVE_EVERY_MS = 10_000;

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

/** A client whose secrets are still to be read, if they are missing. */
type Surveying = SurveyedClient & { secrets?: readonly SurveyedSecret[] | undefined };

/**
 * Reads all clients of a tenant and the secrets of each, several at once, and saves what is known on the way. Rejects
 * with the first failure, or as soon as the signal aborts; what was read by then is saved and not read again next time.
 */
export async function takeSurvey(parts: SurveyParts, signal: AbortSignal): Promise<Survey> {
  const { service, tenantId, before, save, report, now } = parts;
  const resumed = before && !before.endedAt && isResumable(before, now()) ? before : undefined;
  const startedAt = resumed?.startedAt ?? now().toISOString();
  const [administratorRoleIds, listed] = await Promise.all([
    administratorRoles(service, signal),
    allClients(service, signal, count => report({ clients: count, read: 0 })),
  ]);
  const known = new Map(resumed?.clients.map(({ id, secrets }) => [id, secrets]));
  const clients = listed.map((client): Surveying => {
    const secrets = hasSecrets(client.type) ? known.get(client.id) : [];
    return { ...surveyed(client), secrets };
  });
  const survey = () => ({ tenantId, startedAt, administratorRoleIds, clients });
  const unread = clients.filter(({ secrets }) => secrets === undefined);
  let read = clients.length - unread.length;
  try {
    let savedAtMs = now().getTime();
    const readSecrets = async (client: Surveying, turnedAway: () => void) => {
      const secrets = await service.secrets(client.type, client.id, { signal, turnedAway }).catch(unlessGone);
      client.secrets = (secrets ?? []).map(surveyedSecret);
      read += 1;
      report({ clients: clients.length, read });
      if (now().getTime() - savedAtMs < SAVE_EVERY_MS) return;
      savedAtMs = now().getTime();
      await save(survey());
    };
    await sweep(unread, readSecrets, signal);
    signal.throwIfAborted();
  } catch (error) {
    // where nothing is known, the last survey is worth more
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

const surveyedSecret = ({ id, description, expiresAt }: ClientSecret): SurveyedSecret =>
  expiresAt ? { id, description, expiresAt: expiresAt.toISOString() } : { id, description };

const isResumable = ({ startedAt }: Survey, now: Date): boolean => {
  const ageMs = now.getTime() - new Date(startedAt).getTime();
  return ageMs >= 0 && ageMs < RESUMABLE_MS;
};

const surveyed = ({ type, id, name, enabled, roleIds }: Client): SurveyedClient => ({
  type,
  id,
  name,
  enabled,
  roleIds,
});

async function administratorRoles(service: SurveyParts['service'], signal: AbortSignal) {
  const roles = await service.roles({ signal });
  return roles.filter(({ roleTypeId }) => roleTypeId === ADMINISTRATOR_ROLE_TYPE_ID).map(({ id }) => id);
}

/** Lists the clients of all types, these at once, and says after each page how many it has. */
async function allClients(
  service: SurveyParts['service'],
  signal: AbortSignal,
  report: (count: number) => void,
): Promise<readonly Client[]> {
  let count = 0;
  const ofType = async (type: ClientType) => {
    const clients: Client[] = [];
    for await (const { items, incomplete } of service.clients(type, { signal })) {
      // half a survey that looks like a whole one would hide what expires
      if (incomplete) throw incomplete;
      clients.push(...items);
      count += items.length;
      report(count);
    }
    return clients;
  };
  return (await Promise.all(CLIENT_TYPES.map(({ type }) => ofType(type)))).flat();
}

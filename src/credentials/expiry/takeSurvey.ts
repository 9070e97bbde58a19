import type { IdentityService } from '../../service/identityService.ts';
import { ADMINISTRATOR_ROLE_TYPE_ID } from '../../service/model/builtInRoles.ts';
import type { Client } from '../../service/model/client.ts';
import type { ClientSecret } from '../../service/model/clientSecret.ts';
import { CLIENT_TYPES, type ClientType, hasSecrets } from '../../service/model/clientTypes.ts';
import { unlessGone } from '../../service/unlessGone.ts';
import { sweep } from '../sweep/sweep.ts';
import type { Survey, SurveyedClient, SurveyedSecret } from './survey.ts';

/**
 * Time between two saves, milliseconds, so that an interrupted survey loses little. It is a time and not a number of
 * clients because each save writes everything: a survey of 50,000 clients would otherwise mostly save.
 */
const SAVE_EVERY_MS = 10_000;

/** How long an interrupted survey can be resumed, milliseconds; afterwards a survey starts from the beginning. */
const RESUMABLE_MS = 3_600_000;

/** Reports the progress of a survey. */
export type SurveyProgress = (counts: { readonly clients: number; readonly read: number }) => void;

/** What taking a survey works with. */
export interface SurveyParts {
  readonly service: Pick<IdentityService, 'clients' | 'roles' | 'secrets'>;
  readonly tenantId: string;
  /** The interrupted survey of this tenant, which is resumed. */
  readonly before?: Survey | undefined;
  readonly save: (survey: Survey) => Promise<void>;
  readonly report: SurveyProgress;
  readonly now: () => Date;
}

/** A client of a survey in progress. Missing secrets have not been read yet. */
type Surveying = SurveyedClient & { secrets?: readonly SurveyedSecret[] | undefined };

/**
 * Reads all clients of a tenant and the secrets of each, several at the same time, and saves its state in between. Rejects
 * with the first failure, or as soon as the signal aborts. What was read until then is saved and not read again next time.
 */
export async function takeSurvey(parts: SurveyParts, signal: AbortSignal): Promise<Survey> {
  const { service, tenantId, before, save, report, now } = parts;
  const resumed = before && !before.endedAt && isResumable(before, now()) ? before : undefined;
  const startedAt = resumed?.startedAt ?? now().toISOString();
  const [administratorRoleIds, listed] = await Promise.all([
    readAdministratorRoles(service, signal),
    listClients(service, signal, count => report({ clients: count, read: 0 })),
  ]);
  const known = new Map(resumed?.clients.map(({ id, secrets }) => [id, secrets]));
  const clients = listed.map((client): Surveying => {
    const secrets = hasSecrets(client.type) ? known.get(client.id) : [];
    return { ...describeClient(client), secrets };
  });
  const survey = () => ({ tenantId, startedAt, administratorRoleIds, clients });
  const unread = clients.filter(({ secrets }) => secrets === undefined);
  let read = clients.length - unread.length;
  try {
    let savedAtMs = now().getTime();
    const readSecrets = async (client: Surveying, turnedAway: () => void) => {
      const secrets = await service.secrets(client.type, client.id, { signal, turnedAway }).catch(unlessGone);
      client.secrets = (secrets ?? []).map(describeSecret);
      read += 1;
      report({ clients: clients.length, read });
      if (now().getTime() - savedAtMs < SAVE_EVERY_MS) return;
      savedAtMs = now().getTime();
      await save(survey());
    };
    await sweep(unread, readSecrets, signal);
    signal.throwIfAborted();
  } catch (error) {
    // Without anything new, the survey before is worth more.
    if (read > 0) await save(survey());
    throw error;
  }
  const ended = { ...survey(), endedAt: now().toISOString() };
  await save(ended);
  return ended;
}

/** Reads one client for a survey; `undefined` when it no longer exists. */
export async function surveyClient(
  service: Pick<IdentityService, 'client' | 'secrets'>,
  type: ClientType,
  id: string,
): Promise<SurveyedClient | undefined> {
  const client = await service.client(type, id).catch(unlessGone);
  if (!client) return undefined;
  const secrets = hasSecrets(type) ? await service.secrets(type, id).catch(unlessGone) : [];
  return secrets && { ...describeClient(client), secrets: secrets.map(describeSecret) };
}

const describeSecret = ({ expiresAt, ...secret }: ClientSecret): SurveyedSecret =>
  expiresAt ? { ...secret, expiresAt: expiresAt.toISOString() } : secret;

const isResumable = ({ startedAt }: Survey, now: Date): boolean => {
  const ageMs = now.getTime() - new Date(startedAt).getTime();
  return ageMs >= 0 && ageMs < RESUMABLE_MS;
};

const describeClient = ({ type, id, name, enabled, roleIds }: Client): SurveyedClient => ({
  type,
  id,
  name,
  enabled,
  roleIds,
});

async function readAdministratorRoles(service: SurveyParts['service'], signal: AbortSignal) {
  const roles = await service.roles({ signal });
  return roles.filter(({ roleTypeId }) => roleTypeId === ADMINISTRATOR_ROLE_TYPE_ID).map(({ id }) => id);
}

/** Lists the clients of all types at the same time, and reports their number after each page. */
async function listClients(
  service: SurveyParts['service'],
  signal: AbortSignal,
  report: (count: number) => void,
): Promise<readonly Client[]> {
  let count = 0;
  const ofType = async (type: ClientType) => {
    const clients: Client[] = [];
    for await (const { items, incomplete } of service.clients(type, { signal })) {
      // An incomplete survey that looks complete would hide secrets that expire.
      if (incomplete) throw incomplete;
      clients.push(...items);
      count += items.length;
      report(count);
    }
    return clients;
  };
  return (await Promise.all(CLIENT_TYPES.map(({ type }) => ofType(type)))).flat();
}

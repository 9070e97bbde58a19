import { BUILT_IN_ROLES, type BuiltInRole } from '../../service/model/builtInRoles.ts';
import { DEFAULT_SETTINGS } from '../../service/model/clientSettings.ts';
import { CLIENT_TYPES, type ClientType } from '../../service/model/clientTypes.ts';
import { ADMINISTRATOR_CLIENTS } from '../administrator.ts';
import { guidFrom } from '../guid.ts';
import type { StoredClient } from '../storage/clientTable.ts';
import type { StoredSecret } from '../storage/secretTable.ts';
import type { TenantStore } from '../storage/tenantStore.ts';
import { type SampleApplication, sampleApplication } from './sampleApplications.ts';
import { type SeededRandom, seededRandom } from './seededRandom.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const APPLIANCES = [
  'Edge gateway',
  'Historian bridge',
  'Telemetry agent',
  'Report service',
  'Alarm relay',
  'Batch importer',
  'Dashboard backend',
  'Mobile backend',
] as const;

const PLACES = [
  'Rotterdam',
  'Antwerp',
  'Gothenburg',
  'Leipzig',
  'Bilbao',
  'Trieste',
  'Houston',
  'Calgary',
  'Santos',
  'Durban',
  'Perth',
  'Osaka',
  'Busan',
  'Pune',
] as const;

/** Roles of a sample client in addition to Tenant Member; a repeated entry is more likely. */
const EXTRA_ROLES: readonly [readonly BuiltInRole['key'][], ...(readonly BuiltInRole['key'][])[]] = [
  [],
  [],
  ['viewer'],
  ['viewer'],
  ['contributor'],
  ['contributor', 'dataSteward'],
  ['administrator'],
];

const LIFETIMES_SECONDS = [3600, 3600, 3600, 1800, 900, 300, 60] as const;

/** Numbers of secrets, three on average, so that the largest tenant has 150,000. */
const SECRETS_PER_CLIENT = [0, 1, 2, 2, 3, 4, 5, 7] as const;

const DESCRIPTIONS = [
  null,
  'First secret',
  'Rotated',
  'Deployed by pipeline',
  'Commissioning laptop',
] as const;

/** When a sample secret expires, in days from now: never, past, within a week, within a month, about a year. */
const EXPIRY_DAYS: readonly [
  (random: SeededRandom) => number | null,
  ...((random: SeededRandom) => number)[],
] = [
  () => null,
  random => -1 - random.below(400),
  random => random.fraction() * 7,
  random => 7 + random.fraction() * 23,
  random => 30 + random.below(60),
  random => 300 + random.below(65),
  random => 300 + random.below(65),
];

/** One sample client in this many is disabled. */
const DISABLED_ONE_IN = 20;

/** One sample client in this many has a tag, like clients that another product has created. */
const TAGGED_ONE_IN = 10;
const TAG = 'EdgeSystem';

/**
 * Fills a new tenant with plausible sample clients in one transaction, and returns their number; 0 if there were clients
 * already. The same count always gives the same clients; expiration dates are relative to `nowMs`. The hashes of their
 * secrets belong to no value: as in a real tenant, nobody who reads the list has the secrets.
 */
export function addSampleClients(store: TenantStore, count: number, nowMs: number): number {
  if (store.clients.countAll() > ADMINISTRATOR_CLIENTS) return 0;
  const random = seededRandom(count);
  const roleIds = new Map(BUILT_IN_ROLES.map(role => [role.key, store.roles.idOfType(role.roleTypeId)]));
  store.transaction(() => {
    for (let number = 1; number <= count; number += 1) {
      const client = sampleClient(random, number, roleIds, sampleApplication(number, count));
      store.clients.insert(client);
      const secretsWanted = hasSecrets(client.type) ? random.pick(SECRETS_PER_CLIENT) : 0;
      for (let secrets = secretsWanted; secrets > 0; secrets -= 1) {
        store.secrets.insert(client.id, sampleSecret(random, nowMs), random.bytes(32));
      }
    }
  });
  return count;
}

function sampleClient(
  random: SeededRandom,
  number: number,
  roleIds: ReadonlyMap<BuiltInRole['key'], string>,
  application: SampleApplication | undefined,
): StoredClient {
  const keys: BuiltInRole['key'][] = ['member', ...random.pick(EXTRA_ROLES)];
  const common = {
    id: guidFrom(random.bytes(16)),
    name: `${application?.name ?? random.pick(APPLIANCES)} ${random.pick(PLACES)} ${String(number).padStart(3, '0')}`,
    enabled: random.below(DISABLED_ONE_IN) > 0,
    tokenLifetimeSeconds: random.pick(LIFETIMES_SECONDS),
    tags: random.below(TAGGED_ONE_IN) > 0 ? [] : [TAG],
  };
  if (application) {
    // Always enabled, because there is only one of each.
    const { type, settings } = application;
    return { ...common, type, enabled: true, roleIds: [], settings };
  }
  const type = 'clientCredentials';
  return {
    ...common,
    type,
    roleIds: keys.flatMap(key => roleIds.get(key) ?? []),
    settings: DEFAULT_SETTINGS,
  };
}

function hasSecrets(type: ClientType): boolean {
  return CLIENT_TYPES.some(row => row.type === type && row.hasSecrets);
}

function sampleSecret(random: SeededRandom, nowMs: number): Omit<StoredSecret, 'id'> {
  const days = random.pick(EXPIRY_DAYS)(random);
  return {
    description: random.pick(DESCRIPTIONS),
    // Whole minutes, as if a person had chosen these dates.
    expiresAtMs: days === null ? null : Math.round((nowMs + days * DAY_MS) / MINUTE_MS) * MINUTE_MS,
  };
}

import { isKeptSecretKey, type KeptSecret, type KeptSecrets, keptSecretKey } from '../records/keptSecrets.ts';
import type { SecretReference } from '../records/references.ts';
import type { SharedStore } from '../records/secretStore.ts';
import type { HostIndex } from './hostIndex.ts';

/** A value in secret storage of which this host has no record. */
export interface SavedWithoutRecord extends SecretReference {
  /** The record of another host, perhaps of a container that no longer exists. */
  readonly record?: KeptSecret | undefined;
  /** The other hosts that have a record; missing names are those of hosts that have not told theirs. */
  readonly hosts: readonly (string | undefined)[];
}

/** What finding them works with. */
export interface SavedSecretsParts {
  readonly store: Pick<SharedStore, 'keys'>;
  readonly keptSecrets: Pick<KeptSecrets, 'all'>;
  readonly hosts: Pick<HostIndex, 'everything'>;
}

/**
 * Finds the saved secrets of which this host has no record: those of other hosts, and those of a container that was built
 * anew and has lost its files. Rejects as secret storage does.
 */
export async function savedWithoutRecord({
  store,
  keptSecrets,
  hosts,
}: SavedSecretsParts): Promise<readonly SavedWithoutRecord[]> {
  const [keys, own, elsewhere] = await Promise.all([store.keys(), keptSecrets.all(), hosts.everything()]);
  const known = new Set(own.map(keptSecretKey));
  const records = elsewhere.flatMap(({ name, kept }) => kept.map(record => ({ name, record })));
  return keys
    .filter(key => !known.has(key))
    .flatMap(key => {
      const reference = referenceOf(key);
      if (!reference) return [];
      const found = records.filter(({ record }) => keptSecretKey(record) === key);
      return [{ ...reference, record: found[0]?.record, hosts: found.map(({ name }) => name) }];
    });
}

function referenceOf(key: string): SecretReference | undefined {
  const [, tenantId, clientId, id, ...others] = isKeptSecretKey(key) ? key.split('/') : [];
  const secretId = Number(id);
  if (!tenantId || !clientId || !id || others.length > 0 || !Number.isInteger(secretId)) return undefined;
  return { tenantId, clientId, secretId };
}

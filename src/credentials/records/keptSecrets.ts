import * as v from 'valibot';
import { SecretText } from '../../secret/secretText.ts';
import { CredentialsError } from '../credentialsError.ts';
import { decoderOf } from './decoderOf.ts';
import type { RecordFolder } from './recordFolder.ts';
import { type ClientIds, credentialReference, type SecretReference } from './references.ts';
import { isSameClient, mayConcern } from './sameId.ts';
import type { SecretStore } from './secretStore.ts';

const keptSecret = v.object({
  ...credentialReference.entries,
  description: v.string(),
  /** ISO 8601; missing when it never expires. */
  expiresAt: v.optional(v.string()),
  /** ISO 8601. */
  keptAt: v.string(),
  /** Whether it existed before it was saved, so that `keptAt` doesn't say when it was issued. */
  isAdopted: v.optional(v.boolean()),
});

/** The record of a saved secret, without its value. */
export type KeptSecret = Readonly<v.InferOutput<typeof keptSecret>>;

/** Checks a record as read from disk. */
export const decodeKeptSecret = decoderOf(keptSecret);

/** Returns the key of a secret in secret storage and in the records. */
export function keptSecretKey({ tenantId, clientId, secretId }: SecretReference): string {
  return `kept/${tenantId.toLowerCase()}/${clientId.toLowerCase()}/${secretId}`;
}

/** Tells whether a key in secret storage is the key of a saved secret. */
export const isKeptSecretKey = (key: string): boolean => key.startsWith('kept/');

/** The saved secrets: values in secret storage, and a record of each on disk, so that a lost value is noticed. */
export class KeptSecrets {
  readonly #store: SecretStore;
  readonly #records: RecordFolder<KeptSecret>;

  constructor(store: SecretStore, records: RecordFolder<KeptSecret>) {
    this.#store = store;
    this.#records = records;
  }

  /**
   * Saves a value, then its record. The value is read back, because some keyrings fail without an error. Rejects with
   * `keyringRefused` when the value is not in secret storage afterwards.
   */
  async keep(kept: KeptSecret, value: SecretText): Promise<void> {
    const key = keptSecretKey(kept);
    try {
      await this.#store.store(key, value.reveal());
    } catch (cause) {
      throw new CredentialsError('keyringRefused', { cause });
    }
    const stored = await this.#store.get(key);
    if (stored !== value.reveal()) throw new CredentialsError('keyringRefused');
    await this.#records.put(key, kept);
  }

  /** Records a value that is in secret storage already. Rejects with `notKept` when it is not. */
  async adopt(kept: KeptSecret): Promise<void> {
    if (!(await this.value(kept))) throw new CredentialsError('notKept');
    await this.#records.put(keptSecretKey(kept), kept);
  }

  /** Returns the value of a secret, or `undefined` when it is not saved. */
  async value(reference: SecretReference): Promise<SecretText | undefined> {
    const value = await this.#store.get(keptSecretKey(reference));
    return value ? new SecretText(value) : undefined;
  }

  /** Returns the record of a saved secret. Its value may no longer be in secret storage. */
  record(reference: SecretReference): Promise<KeptSecret | undefined> {
    return this.#records.get(keptSecretKey(reference));
  }

  /** Returns all records that can be read, the newest first. Their values may no longer be in secret storage. */
  async all(): Promise<readonly KeptSecret[]> {
    return newestFirst(await this.#records.all());
  }

  /** Returns all records of a client, the newest first. Rejects with `recordDamaged` when one is damaged that may be one of them. */
  async ofClient(client: ClientIds): Promise<readonly KeptSecret[]> {
    const all = await this.#records.complete(({ value }) => mayConcern(value, client));
    return newestFirst(all.filter(kept => isSameClient(kept, client)));
  }

  /** Removes a value and its record. */
  async forget(reference: SecretReference): Promise<void> {
    const key = keptSecretKey(reference);
    await this.#store.delete(key);
    await this.#records.remove(key);
  }
}

const newestFirst = (kept: readonly KeptSecret[]): readonly KeptSecret[] =>
  kept.toSorted((one, other) => other.keptAt.localeCompare(one.keptAt));

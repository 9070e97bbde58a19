import * as v from 'valibot';
import { SecretText } from '../../secret/secretText.ts';
import { CredentialsError } from '../credentialsError.ts';
import { decoderOf } from './decoderOf.ts';
import type { RecordFolder } from './recordFolder.ts';
import { credentialReference, type SecretReference } from './references.ts';
import type { SecretStore } from './secretStore.ts';

const keptSecret = v.object({
  ...credentialReference.entries,
  description: v.string(),
  /** ISO 8601; missing when it never expires. */
  expiresAt: v.optional(v.string()),
  /** ISO 8601. */
  keptAt: v.string(),
});

/** What is written down about a kept secret, beside the keyring and without the value. */
export type KeptSecret = Readonly<v.InferOutput<typeof keptSecret>>;

/** Checks a record as read from disk. */
export const decodeKeptSecret = decoderOf(keptSecret);

/** Names the place of a secret in the keyring and in the records. */
export function keptSecretKey({ tenantId, clientId, secretId }: SecretReference): string {
  return `kept/${tenantId.toLowerCase()}/${clientId.toLowerCase()}/${secretId}`;
}

/** Tells the places of kept secrets in the keyring from those of anything else. */
export const isKeptSecretKey = (key: string): boolean => key.startsWith('kept/');

/** The secrets whose values we hold: values in the keyring, and a record of each so that a lost keyring shows. */
export class KeptSecrets {
  readonly #store: SecretStore;
  readonly #records: RecordFolder<KeptSecret>;

  constructor(store: SecretStore, records: RecordFolder<KeptSecret>) {
    this.#store = store;
    this.#records = records;
  }

  /**
   * Keeps a value: keyring first, read back to be sure (some keyrings fail without saying so), then the record.
   * Rejects with `keyringRefused` when the value is not in the keyring afterwards.
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

  /** Returns the value of a secret, or `undefined` when it is not kept here. */
  async value(reference: SecretReference): Promise<SecretText | undefined> {
    const value = await this.#store.get(keptSecretKey(reference));
    return value ? new SecretText(value) : undefined;
  }

  /** Returns what is written down about a kept secret; the value may have gone from the keyring since. */
  record(reference: SecretReference): Promise<KeptSecret | undefined> {
    return this.#records.get(keptSecretKey(reference));
  }

  /** Returns what is kept, the newest first; the values may have gone from the keyring since. */
  async all(): Promise<readonly KeptSecret[]> {
    const kept = await this.#records.all();
    return kept.toSorted((one, other) => other.keptAt.localeCompare(one.keptAt));
  }

  /** Forgets a value and its record. */
  async forget(reference: SecretReference): Promise<void> {
    const key = keptSecretKey(reference);
    await this.#store.delete(key);
    await this.#records.remove(key);
  }
}

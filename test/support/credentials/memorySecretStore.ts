import type { SecretStore } from '../../../src/credentials/records/secretStore.ts';

/** Faults of secret storage. */
export type KeyringFault = 'refuses' | 'forgets';

/** Secret storage in memory with faults on demand. */
export class MemorySecretStore implements SecretStore {
  readonly values = new Map<string, string>();
  fault: KeyringFault | undefined;

  async get(key: string): Promise<string | undefined> {
    return this.values.get(key);
  }

  async store(key: string, value: string): Promise<void> {
    if (this.fault === 'refuses') throw new Error('the keyring is locked');
    if (this.fault !== 'forgets') this.values.set(key, value);
  }

  async delete(key: string): Promise<void> {
    this.values.delete(key);
  }
}

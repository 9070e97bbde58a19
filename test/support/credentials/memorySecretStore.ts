import type { SharedStore } from '../../../src/credentials/records/secretStore.ts';

/** Faults of secret storage. */
export type KeyringFault = 'refuses' | 'forgets';

/** Secret storage in memory with faults on demand. */
export class MemorySecretStore implements SharedStore {
  readonly values = new Map<string, string>();
  fault: KeyringFault | undefined;

  async get(key: string): Promise<string | undefined> {
    return this.values.get(key);
  }

  async store(key: string, value: string): Promise<void> {
    if (this.fault === 'refuses') throw new Error('the keyring is locked');
    if (this.fault !== 'forgets') this.values.set(key, value);
  }

  async keys(): Promise<readonly string[]> {
    return [...this.values.keys()];
  }

  async delete(key: string): Promise<void> {
    this.values.delete(key);
  }
}

import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { SecretStore } from '../../../src/credentials/records/secretStore.ts';

/** Secret storage that outlives its process. Each value is a file, which exists completely or not at all. */
export class FolderSecretStore implements SecretStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async get(key: string): Promise<string | undefined> {
    return fs.readFile(this.#file(key), 'utf8').catch(() => undefined);
  }

  async store(key: string, value: string): Promise<void> {
    await fs.mkdir(this.#folder, { recursive: true });
    const temporary = path.join(this.#folder, `${randomUUID()}.tmp`);
    await fs.writeFile(temporary, value, { mode: 0o600 });
    await fs.rename(temporary, this.#file(key));
  }

  async delete(key: string): Promise<void> {
    await fs.rm(this.#file(key), { force: true });
  }

  #file(key: string): string {
    return path.join(this.#folder, createHash('sha256').update(key).digest('hex'));
  }
}

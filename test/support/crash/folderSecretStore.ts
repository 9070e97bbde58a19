import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { SharedStore } from '../../../src/credentials/records/secretStore.ts';

/** Secret storage that outlives its process. Each value is a file, which exists completely or not at all. */
export class FolderSecretStore implements SharedStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async get(key: string): Promise<string | undefined> {
    return fs.readFile(this.#file(key), 'utf8').catch(unlessMissing);
  }

  async keys(): Promise<readonly string[]> {
    const names = (await fs.readdir(this.#folder).catch(unlessMissing)) ?? [];
    return names.filter(name => !name.endsWith('.tmp')).map(decodeURIComponent);
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
    return path.join(this.#folder, encodeURIComponent(key));
  }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

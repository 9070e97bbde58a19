import type { SecretReference } from './keptSecrets.ts';
import type { RecordFolder } from './recordFolder.ts';

/** Says that a file holds the id or secret of a client at these keys; never a value. */
export interface Binding extends SecretReference {
  /** Absolute path of the file. */
  readonly file: string;
  /** Key of the client id, as a person writes it (`ADH_CLIENT_ID`, `Connect.ClientId`). */
  readonly clientIdKey?: string;
  /** Key of the client secret. */
  readonly clientSecretKey?: string;
  /** ISO 8601: when we wrote it. */
  readonly writtenAt: string;
}

/** Checks a record as read from disk. */
export function decodeBinding(value: unknown): Binding | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { tenantId, clientId, secretId, file, writtenAt } = value as Partial<Record<keyof Binding, unknown>>;
  const complete = [tenantId, clientId, file, writtenAt].every(field => typeof field === 'string');
  return complete && Number.isInteger(secretId) ? (value as Binding) : undefined;
}

/** The files that hold credentials which we wrote. A file is bound to one credential: the last one written. */
export class Bindings {
  readonly #records: RecordFolder<Binding>;

  constructor(records: RecordFolder<Binding>) {
    this.#records = records;
  }

  /** Notes what was written into a file, in place of what was noted for it before. */
  async note(binding: Binding): Promise<void> {
    await this.#records.put(binding.file, binding);
  }

  /** Returns the bindings of a client. */
  async ofClient(tenantId: string, clientId: string): Promise<readonly Binding[]> {
    const all = await this.#records.all();
    return all
      .filter(binding => binding.tenantId === tenantId && binding.clientId === clientId)
      .toSorted((one, other) => one.file.localeCompare(other.file));
  }
}

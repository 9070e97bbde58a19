import type { SecretStore } from '../records/secretStore.ts';
import { type Connection, signInKey } from './connection.ts';
import { decodeSignInRecord, encodeSignInRecord, type SignInRecord } from './signInRecord.ts';
import type { SignOuts } from './signOuts.ts';

/** The slot for the sign-in of one connection. */
export interface SignInSlot {
  get(): PromiseLike<SignInRecord | undefined>;
  put(record: SignInRecord): PromiseLike<void>;
}

/** What {@link SignInRecords} work with. */
export interface SignInRecordsParts {
  readonly secrets: SecretStore;
  readonly signOuts: Pick<SignOuts, 'note' | 'has'>;
  /** Told of a sign-in that is damaged. It counts as signed out, so that the user can sign in again. */
  readonly warn?: (text: string) => void;
}

/** The sign-ins of all connections, in secret storage only. */
export class SignInRecords {
  readonly #parts: SignInRecordsParts;

  constructor(parts: SignInRecordsParts) {
    this.#parts = parts;
  }

  /** Reads a connection's sign-in; `undefined` when there is none that can be read. */
  get(connection: Connection): Promise<SignInRecord | undefined> {
    return this.read(signInKey(connection));
  }

  /** Reads the sign-in of a key, whatever its connection is. */
  async read(key: string): Promise<SignInRecord | undefined> {
    const text = await this.#parts.secrets.get(key);
    const record = text === undefined ? undefined : decodeSignInRecord(text);
    if (text !== undefined && !record) this.#parts.warn?.(`the sign-in in secret storage is damaged: ${key}`);
    if (!record || (await this.#parts.signOuts.has(key, record.id))) return undefined;
    return record;
  }

  /** Saves a connection's sign-in, in place of the one before. */
  async put(connection: Connection, record: SignInRecord): Promise<void> {
    await this.#parts.secrets.store(signInKey(connection), encodeSignInRecord(record));
  }

  /** Removes a connection's sign-in, in all windows. */
  async delete(connection: Connection): Promise<void> {
    const key = signInKey(connection);
    // Not whether it was ended before: a damaged mark must not keep anyone from signing out.
    const text = await this.#parts.secrets.get(key);
    const record = text === undefined ? undefined : decodeSignInRecord(text);
    // First: this is all that a window with a copy of secret storage can see.
    if (record) await this.#parts.signOuts.note(key, record.id);
    await this.#parts.secrets.delete(key);
  }

  /** Returns the slot of one connection. */
  slot(connection: Connection): SignInSlot {
    return { get: () => this.get(connection), put: record => this.put(connection, record) };
  }
}

/** Makes a slot in memory for a sign-in that has not been saved. */
export function holdInMemory(first: SignInRecord): SignInSlot {
  let record = first;
  return {
    get: async () => record,
    put: async next => {
      record = next;
    },
  };
}

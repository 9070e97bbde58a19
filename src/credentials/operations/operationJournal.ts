import { CredentialsError } from '../credentialsError.ts';
import type { RecordFolder } from '../records/recordFolder.ts';
import type { MachineLock } from './machineLock.ts';
import type { Operation } from './operation.ts';

type OfClient = Pick<Operation, 'tenantId'> & { readonly client: { readonly id: string } };

const keyOf = ({ tenantId, client }: OfClient): string => `${tenantId}\n${client.id}`;

/**
 * What is under way, on disk: each step is there for good before the next effect begins, so that whoever comes after a
 * crash knows what may have happened. One process of the machine at a time works on a client.
 */
export class OperationJournal {
  readonly #records: RecordFolder<Operation>;
  readonly #lock: MachineLock;

  constructor(records: RecordFolder<Operation>, lock: MachineLock) {
    this.#records = records;
    this.#lock = lock;
  }

  /** Notes how far an operation is; on disk when it resolves. Rejects with `journalRefused` when it cannot be written. */
  async put(operation: Operation): Promise<void> {
    try {
      await this.#records.put(operation.id, operation);
    } catch (cause) {
      throw new CredentialsError('journalRefused', { cause });
    }
  }

  /** Forgets an operation that is done, or undone. */
  end({ id }: Pick<Operation, 'id'>): Promise<void> {
    return this.#records.remove(id);
  }

  /** Reads an operation as it is now; `undefined` once it has ended. */
  get(id: string): Promise<Operation | undefined> {
    return this.#records.get(id);
  }

  /** Returns all that has begun and not ended, the oldest first. */
  async open(): Promise<readonly Operation[]> {
    const all = await this.#records.all();
    return all.toSorted((one, other) => one.startedAt.localeCompare(other.startedAt));
  }

  /** Returns what has begun, not ended, and has nobody working on it: it was interrupted, or waits for its time. */
  async unattended(): Promise<readonly Operation[]> {
    const open: Operation[] = [];
    for (const operation of await this.open()) {
      if (!(await this.#lock.isFree(keyOf(operation)))) continue;
      // read again: whoever worked on it may have ended it just before
      const now = await this.get(operation.id);
      if (now) open.push(now);
    }
    return open;
  }

  /** Runs a task while nobody else works on a client; rejects with `busyElsewhere` when somebody does. */
  exclusively<T>(client: OfClient, task: () => Promise<T>): Promise<T> {
    return this.#lock.run(keyOf(client), task);
  }
}

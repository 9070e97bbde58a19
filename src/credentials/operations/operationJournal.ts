import { CredentialsError } from '../credentialsError.ts';
import type { MachineLock } from '../locks/machineLock.ts';
import type { SharedLease } from '../locks/sharedLease.ts';
import type { RecordFolder } from '../records/recordFolder.ts';
import type { ClientIds } from '../records/references.ts';
import { isSameClient, mayConcern } from '../records/sameId.ts';
import type { Operation } from './operation.ts';

type OfClient = Pick<Operation, 'tenantId'> & { readonly client: { readonly id: string } };

const keyOf = ({ tenantId, client }: OfClient): string => `${tenantId}\n${client.id}`;

/**
 * The operations in progress, on disk. Each step is written before the next effect begins, so that after a crash it is
 * known what may have happened. Only one process of the machine at a time works on a client.
 */
export class OperationJournal {
  readonly #records: RecordFolder<Operation>;
  readonly #lock: MachineLock;
  readonly #lease: Pick<SharedLease, 'run'> | undefined;

  /** @param lease excludes other hosts with the same secret storage; missing where there are none */
  constructor(records: RecordFolder<Operation>, lock: MachineLock, lease?: Pick<SharedLease, 'run'>) {
    this.#records = records;
    this.#lock = lock;
    this.#lease = lease;
  }

  /** Writes the state of an operation; it is on disk when this resolves. Rejects with `journalRefused`. */
  async put(operation: Operation): Promise<void> {
    try {
      await this.#records.put(operation.id, operation);
    } catch (cause) {
      throw new CredentialsError('journalRefused', { cause });
    }
  }

  /** Removes an operation that is finished, undone or given up. */
  end({ id }: Pick<Operation, 'id'>): Promise<void> {
    return this.#records.remove(id);
  }

  /** Reads the current state of an operation; `undefined` when it has ended. */
  get(id: string): Promise<Operation | undefined> {
    return this.#records.get(id);
  }

  /** Returns the operations that have not ended and can be read, the oldest first. */
  async open(): Promise<readonly Operation[]> {
    return oldestFirst(await this.#records.all());
  }

  /** Returns all operations on a client that have not ended. Rejects with `recordDamaged` when it is not known which. */
  async ofClient(client: ClientIds): Promise<readonly Operation[]> {
    const all = await this.#records.complete(({ value }) => mayConcern(value, client));
    return oldestFirst(all).filter(each =>
      isSameClient({ tenantId: each.tenantId, clientId: each.client.id }, client),
    );
  }

  /** Returns the operations that have not ended and are not in progress: they were interrupted, or wait. */
  async unattended(): Promise<readonly Operation[]> {
    const open: Operation[] = [];
    for (const operation of await this.open()) {
      if (!(await this.#lock.isFree(keyOf(operation)))) continue;
      // Read again: another process may have ended it just before it released the lock.
      const now = await this.get(operation.id);
      if (now) open.push(now);
    }
    return open;
  }

  /** Runs a task while no one else works on a client. Rejects with `busyElsewhere` or `busyOnHost` when someone does. */
  exclusively<T>(of: OfClient, task: () => Promise<T>): Promise<T> {
    const lease = this.#lease;
    const { tenantId, client } = of;
    return this.#lock.run(keyOf(of), () =>
      lease ? lease.run({ tenantId, clientId: client.id }, task) : task(),
    );
  }
}

const oldestFirst = (operations: readonly Operation[]): readonly Operation[] =>
  operations.toSorted((one, other) => one.startedAt.localeCompare(other.startedAt));

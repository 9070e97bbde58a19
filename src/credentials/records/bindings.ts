import type { StoreOrder } from '../../externalStores/putIntoStore.ts';
import type { KeyPath } from '../../projectFiles/formats/fileFormat.ts';
import type { RecordFolder } from './recordFolder.ts';
import type { SecretReference } from './references.ts';
import { isSameClient } from './sameId.ts';
import type { SecretProof } from './secretProof.ts';

/** Says that a file holds the id or secret of a client at these keys; never a value. */
export interface FileBinding extends SecretReference {
  readonly kind: 'file';
  /** Absolute path of the file. */
  readonly file: string;
  /** Folder out of which no symbolic link may lead when the file is written. */
  readonly folder: string;
  readonly clientIdKey?: KeyPath;
  readonly clientSecretKey?: KeyPath;
  /** Tells the secret that we wrote from any other; missing where a variable stands for it. */
  readonly proof?: SecretProof;
  /** ISO 8601: when we wrote it. */
  readonly writtenAt: string;
}

/** Says that an external store holds the secret of a client. */
export interface StoreBinding extends SecretReference {
  readonly kind: 'store';
  /** The store and the place in it, as it takes to write there again. */
  readonly order: StoreOrder;
  /** ISO 8601: when we wrote it. */
  readonly writtenAt: string;
}

/** A place that holds a credential which we wrote. */
export type Binding = FileBinding | StoreBinding;

/** Checks a record as read from disk. */
export function decodeBinding(value: unknown): Binding | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const record = value as Record<string, unknown>;
  const isText = (key: string) => typeof record[key] === 'string';
  if (!['tenantId', 'clientId', 'writtenAt'].every(isText) || !Number.isInteger(record.secretId))
    return undefined;
  if (record.kind === 'store') return isStoreOrder(record.order) ? (value as StoreBinding) : undefined;
  const keys = [record.clientIdKey, record.clientSecretKey];
  const complete = isText('file') && isText('folder') && keys.every(isKeyPath);
  return complete && record.kind === 'file' ? (value as FileBinding) : undefined;
}

const isKeyPath = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.every(part => typeof part === 'string'));

function isStoreOrder(value: unknown): value is StoreOrder {
  if (typeof value !== 'object' || value === null) return false;
  const { id, place } = value as { readonly id?: unknown; readonly place?: unknown };
  return typeof id === 'string' && typeof place === 'object' && place !== null;
}

/** The places that hold credentials which we wrote. A place is bound to one credential: the last one written. */
export class Bindings {
  readonly #records: RecordFolder<Binding>;

  constructor(records: RecordFolder<Binding>) {
    this.#records = records;
  }

  /** Notes what was written into a place, instead of what was noted for it before. */
  async note(binding: Binding): Promise<void> {
    await this.#records.put(keyOf(binding), binding);
  }

  /** Forgets a place: it holds the credential no more. */
  async forget(binding: Binding): Promise<void> {
    await this.#records.remove(keyOf(binding));
  }

  /** Reads what is noted now of the place of a binding; `undefined` when it holds nothing of ours. */
  at(binding: Binding): Promise<Binding | undefined> {
    return this.#records.get(keyOf(binding));
  }

  /** Returns all bindings, in no particular order. */
  all(): Promise<readonly Binding[]> {
    return this.#records.all();
  }

  /** Returns the bindings of a client. */
  async ofClient(tenantId: string, clientId: string): Promise<readonly Binding[]> {
    const all = await this.#records.all();
    return all
      .filter(binding => isSameClient(binding, { tenantId, clientId }))
      .toSorted((one, other) => keyOf(one).localeCompare(keyOf(other)));
  }

  /** Tells whether we have written into a file before. */
  async hasFile(file: string): Promise<boolean> {
    const all = await this.#records.all();
    return all.some(binding => binding.kind === 'file' && binding.file === file);
  }
}

/** A file can hold several credentials, at different keys; a place in a store holds one. */
function keyOf(binding: Binding): string {
  if (binding.kind === 'file') return [binding.file, ...(binding.clientSecretKey ?? [])].join('\0');
  const { id, place } = binding.order;
  const fields = Object.entries(place).toSorted(([one], [other]) => one.localeCompare(other));
  return ['store', id, ...fields.flat()].join('\0');
}

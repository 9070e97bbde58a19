import * as v from 'valibot';
import type { StoreOrder } from '../../externalStores/putIntoStore.ts';
import { isSameFile } from '../../projectFiles/folderHolds.ts';
import { decoderOf } from './decoderOf.ts';
import type { RecordFolder } from './recordFolder.ts';
import { secretReference } from './references.ts';
import { isSameClient } from './sameId.ts';
import { secretProof } from './secretProof.ts';

const isStoreOrder = (value: unknown): boolean => {
  const { id, place } = (value ?? {}) as { readonly id?: unknown; readonly place?: unknown };
  return typeof id === 'string' && typeof place === 'object' && place !== null;
};

/** Schema of a location in an external store. A store that this version does not know is reported when it is used. */
export const storeOrder = v.custom<StoreOrder>(isStoreOrder);

const keyPath = v.pipe(v.array(v.string()), v.readonly());

const fileBinding = v.object({
  kind: v.literal('file'),
  ...secretReference.entries,
  /** Absolute path of the file. */
  file: v.string(),
  /** Folder that no symbolic link may lead out of when the file is written. */
  folder: v.string(),
  clientIdKey: v.optional(keyPath),
  clientSecretKey: v.optional(keyPath),
  /** Tells the secret that we wrote from any other; missing where the file has a variable instead of the secret. */
  proof: v.optional(secretProof),
  /** ISO 8601: when we wrote it. */
  writtenAt: v.string(),
});

const storeBinding = v.object({
  kind: v.literal('store'),
  ...secretReference.entries,
  /** The store and the location in it: all that is needed to write there again. */
  order: storeOrder,
  /** ISO 8601: when we wrote it. */
  writtenAt: v.string(),
});

/** Schema of {@link Binding}. */
export const binding = v.variant('kind', [fileBinding, storeBinding]);

/** A record that a file has the id or secret of a client at these keys. It contains no value. */
export type FileBinding = Readonly<v.InferOutput<typeof fileBinding>>;

/** A record that an external store has the secret of a client. */
export type StoreBinding = Readonly<v.InferOutput<typeof storeBinding>>;

/** A place that has a credential which we wrote. */
export type Binding = FileBinding | StoreBinding;

/** Checks a record as read from disk. */
export const decodeBinding = decoderOf(binding);

/** The places that have credentials which we wrote. A place is bound to one credential: the last one written. */
export class Bindings {
  readonly #records: RecordFolder<Binding>;

  constructor(records: RecordFolder<Binding>) {
    this.#records = records;
  }

  /** Records what was written to a place, in place of the record before. */
  async note(binding: Binding): Promise<void> {
    await this.#records.put(keyOf(binding), binding);
  }

  /** Removes the record of a place that no longer has the credential. */
  async forget(binding: Binding): Promise<void> {
    await this.#records.remove(keyOf(binding));
  }

  /** Reads the current record of the place of a binding; `undefined` when the place has nothing that we wrote. */
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

  /** Tells whether we wrote to a file before. */
  async hasFile(file: string): Promise<boolean> {
    const all = await this.#records.all();
    return all.some(binding => binding.kind === 'file' && isSameFile(binding.file, file));
  }
}

/** A file can have several credentials, at different keys; a location in a store has one. */
function keyOf(binding: Binding): string {
  if (binding.kind === 'file') return [binding.file, ...(binding.clientSecretKey ?? [])].join('\0');
  const { id, place } = binding.order;
  const fields = Object.entries(place).toSorted(([one], [other]) => one.localeCompare(other));
  return ['store', id, ...fields.flat()].join('\0');
}

import * as v from 'valibot';
import type { StoreOrder } from '../../externalStores/putIntoStore.ts';
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
  /** The store and the place in it, as it takes to write there again. */
  order: storeOrder,
  /** ISO 8601: when we wrote it. */
  writtenAt: v.string(),
});

/** Schema of {@link Binding}. */
export const binding = v.variant('kind', [fileBinding, storeBinding]);

/** Says that a file holds the id or secret of a client at these keys; never a value. */
export type FileBinding = Readonly<v.InferOutput<typeof fileBinding>>;

/** Says that an external store holds the secret of a client. */
export type StoreBinding = Readonly<v.InferOutput<typeof storeBinding>>;

/** A place that holds a credential which we wrote. */
export type Binding = FileBinding | StoreBinding;

/** Checks a record as read from disk. */
export const decodeBinding = decoderOf(binding);

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

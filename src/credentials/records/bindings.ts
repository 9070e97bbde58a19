import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { readFormerLocation } from '../../externalStores/formerOrder.ts';
import type { StoreLocation, StoreOrder } from '../../externalStores/storePlace.ts';
import { isSameFile } from '../../projectFiles/folderHolds.ts';
import { decoderOf } from './decoderOf.ts';
import type { RecordFolder } from './recordFolder.ts';
import { type ClientIds, secretReference } from './references.ts';
import { isSameClient, mayConcern } from './sameId.ts';
import { secretProof } from './secretProof.ts';

/** A location in a store, and the same location as version 0.1.0 recorded it, if that is a different one. */
interface RecordedLocation extends StoreLocation {
  readonly former?: Pick<StoreLocation, 'place'> & { readonly id: string };
}

const isStoreLocation = (value: unknown): boolean => {
  const { id, place } = (value ?? {}) as { readonly id?: unknown; readonly place?: unknown };
  return typeof id === 'string' && typeof place === 'object' && place !== null;
};

/** Schema of a location in an external store. A store that this version does not know is reported when it is used. */
const storeLocation = v.pipe(v.custom<RecordedLocation>(isStoreLocation), v.transform(readRecordedLocation));

function readRecordedLocation({ id, place, former }: RecordedLocation): RecordedLocation {
  const now = readFormerLocation({ id, place });
  if (former) return { ...now, former };
  return now.id === id && isDeepStrictEqual(now.place, place) ? now : { ...now, former: { id, place } };
}

/**
 * Schema of a first write to a store. Version 0.1.0 did not record whether something is there: then nothing that is there is
 * replaced.
 */
export const storeOrder = v.pipe(
  v.custom<StoreLocation & Partial<Pick<StoreOrder, 'write'>>>(isStoreLocation),
  v.transform(
    (order): StoreOrder => ({
      ...readFormerLocation(order),
      write: order.write === 'update' ? 'update' : 'create',
    }),
  ),
);

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
  /** The store and the location in it. Whatever is written there again is an update. */
  order: storeLocation,
  /** Tells the secret that we wrote from any other; missing in records of version 0.1.0. */
  proof: v.optional(secretProof),
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

  /**
   * Records what was written to a place, in place of the record before. `before`: the record of the same place when less was
   * known about it, which is removed.
   */
  async note(binding: Binding, before?: Binding): Promise<void> {
    const key = keyOf(binding);
    const known = [...keysOf(binding), ...(before ? keysOf(before) : [])];
    // First the old one: after a crash, the operation in the journal writes the new one.
    for (const each of new Set(known)) if (each !== key) await this.#records.remove(each);
    await this.#records.put(key, binding);
  }

  /** Removes the record of a place that no longer has the credential. */
  async forget(binding: Binding): Promise<void> {
    for (const key of keysOf(binding)) await this.#records.remove(key);
  }

  /** Reads the current record of the place of a binding; `undefined` when the place has nothing that we wrote. */
  async at(binding: Binding): Promise<Binding | undefined> {
    for (const key of keysOf(binding)) {
      const found = await this.#records.get(key);
      if (found) return found;
    }
    return undefined;
  }

  /** Returns all bindings that can be read, in no particular order. */
  all(): Promise<readonly Binding[]> {
    return this.#records.all();
  }

  /** Returns all bindings of a client. Rejects with `recordDamaged` when a record is damaged that may be one of them. */
  async ofClient(tenantId: string, clientId: string): Promise<readonly Binding[]> {
    const client = { tenantId, clientId };
    return bindingsOf(client, await this.#records.complete(({ value }) => mayConcern(value, client)));
  }

  /** Returns the bindings of a client that can be read, for whoever only shows them. */
  async readableOfClient(tenantId: string, clientId: string): Promise<readonly Binding[]> {
    return bindingsOf({ tenantId, clientId }, await this.#records.all());
  }

  /** Tells whether we wrote to a file before. */
  async hasFile(file: string): Promise<boolean> {
    const all = await this.#records.all();
    return all.some(binding => binding.kind === 'file' && isSameFile(binding.file, file));
  }
}

const bindingsOf = (client: ClientIds, all: readonly Binding[]): readonly Binding[] =>
  all
    .filter(binding => isSameClient(binding, client))
    .toSorted((one, other) => keyOf(one).localeCompare(keyOf(other)));

/** A file can have several credentials, at different keys; a location in a store has one. */
function keyOf(binding: Binding): string {
  if (binding.kind === 'file') return [binding.file, ...(binding.clientSecretKey ?? [])].join('\0');
  return keyOfStore(binding.order);
}

const keyOfStore = ({ id, place }: Pick<StoreLocation, 'place'> & { readonly id: string }): string => {
  const fields = Object.entries(place).toSorted(([one], [other]) => one.localeCompare(other));
  return ['store', id, ...fields.flat()].join('\0');
};

/** The keys that the record of a place may have: the current one, then the one of version 0.1.0. */
function keysOf(binding: Binding): readonly string[] {
  const former = binding.kind === 'store' ? binding.order.former : undefined;
  return former ? [keyOf(binding), keyOfStore(former)] : [keyOf(binding)];
}

import * as v from 'valibot';
import { type Binding, decodeBinding } from '../records/bindings.ts';
import { decoderOf } from '../records/decoderOf.ts';
import { decodeKeptSecret, type KeptSecret } from '../records/keptSecrets.ts';
import type { ClientIds } from '../records/references.ts';

const indexedOperation = v.object({
  id: v.string(),
  kind: v.string(),
  /** Whether it only waits to delete the old secret. */
  isWaiting: v.boolean(),
  /** ISO 8601. */
  startedAt: v.string(),
  oldSecretId: v.optional(v.number()),
});

/** What other hosts are told of an operation. */
export type IndexedOperation = Readonly<v.InferOutput<typeof indexedOperation>>;

/** What is read of an operation. */
export interface OperationFacts extends Pick<IndexedOperation, 'id' | 'kind' | 'startedAt'> {
  readonly tenantId: string;
  readonly client: { readonly id: string };
  readonly step: string;
  readonly oldSecretId?: number | undefined;
}

/** What other hosts are told of each kind of record. None of it has a value, or the hash of one. */
export interface IndexedRecords {
  readonly binding: Binding;
  readonly kept: KeptSecret;
  readonly operation: IndexedOperation;
}

/** The kinds of records that other hosts are told of. */
export type IndexedKind = keyof IndexedRecords;

/** How a kind of record becomes an entry of the index, and is read from it. */
export interface IndexRow<Kind extends IndexedKind, T> {
  readonly clientOf: (record: T) => ClientIds;
  readonly toEntry: (record: T) => IndexedRecords[Kind];
  readonly decode: (value: unknown) => IndexedRecords[Kind] | undefined;
}

/** One row for each kind of record. */
export const INDEX_ROWS: {
  readonly binding: IndexRow<'binding', Binding>;
  readonly kept: IndexRow<'kept', KeptSecret>;
  readonly operation: IndexRow<'operation', OperationFacts>;
} = {
  binding: {
    clientOf: binding => binding,
    toEntry: binding => ({ ...binding, proof: undefined }),
    decode: decodeBinding,
  },
  kept: { clientOf: kept => kept, toEntry: kept => kept, decode: decodeKeptSecret },
  operation: {
    clientOf: ({ tenantId, client }) => ({ tenantId, clientId: client.id }),
    toEntry: ({ id, kind, step, startedAt, oldSecretId }) => ({
      id,
      kind,
      isWaiting: step === 'waiting',
      startedAt,
      oldSecretId,
    }),
    decode: decoderOf(indexedOperation),
  },
};

/** Where an entry is in secret storage. */
export interface EntryPlace extends ClientIds {
  readonly hostId: string;
  readonly kind: IndexedKind;
  /** Of the record, unique among the host's records of the kind. */
  readonly name: string;
}

const PREFIX = 'hosts';

/** Returns the key of a host in secret storage. */
export const hostKey = (hostId: string): string => `${PREFIX}/${hostId}`;

/** Returns the key of an entry in secret storage. One key for each, because hosts write at the same time. */
export const entryKey = ({ hostId, kind, name, tenantId, clientId }: EntryPlace): string =>
  [PREFIX, hostId, kind, name, tenantId.toLowerCase(), clientId.toLowerCase()].join('/');

/** A key of secret storage that belongs to the index. */
export interface IndexKey {
  readonly key: string;
  readonly hostId: string;
  /** Missing for the key of the host itself, and for what this version does not know. */
  readonly place?: EntryPlace;
}

/** Reads a key of secret storage; `undefined` when it does not belong to the index. */
export function readIndexKey(key: string): IndexKey | undefined {
  const [prefix, hostId, kind, name, tenantId, clientId, ...others] = key.split('/');
  if (prefix !== PREFIX || !hostId) return undefined;
  const isEntry = isKind(kind) && name && tenantId && clientId && others.length === 0;
  return isEntry ? { key, hostId, place: { hostId, kind, name, tenantId, clientId } } : { key, hostId };
}

const isKind = (kind: string | undefined): kind is IndexedKind =>
  kind !== undefined && Object.hasOwn(INDEX_ROWS, kind);

import * as v from 'valibot';
import type { ConfirmedDestination } from '../delivery/destination.ts';
import { type Binding, decodeBinding } from '../records/bindings.ts';
import { type ClientReference, clientReference } from '../records/references.ts';

/** What is done: each of them issues one secret. */
export type OperationKind = 'createClient' | 'addSecret' | 'rotate';

/** How far an operation is. What a step says has happened before is on disk; what comes next may have begun. */
export type OperationStep =
  /** The request that issues the secret is about to be sent: whether it took effect, the service has to say. */
  | 'asking'
  /** The value is in the keyring; the places get it now. */
  | 'kept'
  /** All places have it. */
  | 'written'
  /** Rotation: the new secret works, and the old one waits for its end. */
  | 'waiting'
  /** Rotation: the old secret is being deleted. */
  | 'deleting'
  /** The new secret is being taken back out of all places, and then deleted. */
  | 'undoing';

/** What becomes of a place: `writing` is noted before it is touched, so that `pending` means untouched. */
export type PlaceState =
  | 'pending'
  | 'writing'
  | 'written'
  /** Gone, or changed by hand since we wrote it: it is nobody's to write. */
  | 'left';

/** A place that gets the new value in a rotation. */
export type RotatedPlace =
  | { readonly kind: 'bound'; readonly binding: Binding; readonly state: PlaceState }
  /** A connection of ours that signs in as this very client. */
  | { readonly kind: 'signIn'; readonly connection: string; readonly state: PlaceState };

/** What becomes of the old secret once the new one works. */
export type Afterwards =
  | { readonly kind: 'keep' }
  /** `graceMs`: milliseconds from the end of the rotation on; 0 deletes it at once. */
  | { readonly kind: 'delete'; readonly graceMs: number };

/** One operation, as its journal has it: ids, steps and hashes, and never a value. */
export interface Operation extends ClientReference {
  /** GUID. */
  readonly id: string;
  readonly kind: OperationKind;
  readonly step: OperationStep;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Of the new secret: what it is found by when its answer got lost. */
  readonly description: string;
  /** ISO 8601, of the new secret; missing when it never expires. */
  readonly expiresAt?: string;
  /** Secrets that the client had before (the service's numbers); none for a new client. */
  readonly known: readonly number[];
  /** Where the user wants the first value of a new secret, beside the keyring. */
  readonly destination?: ConfirmedDestination;
  /** Rotation: the secret that is replaced. */
  readonly oldSecretId?: number;
  readonly places: readonly RotatedPlace[];
  readonly afterwards: Afterwards;
  /** The new secret, once its number is known. */
  readonly newSecretId?: number;
  /** ISO 8601: when the old secret may be deleted. */
  readonly deleteAt?: string;
}

const state = v.picklist(['pending', 'writing', 'written', 'left']);
const binding = v.custom<Binding>(value => decodeBinding(value) !== undefined);
const isDestination = (value: unknown): boolean => {
  const kind = (value as { destination?: { kind?: unknown } } | null)?.destination?.kind;
  return kind === 'keyring' || kind === 'projectFile' || kind === 'store';
};

const operation = v.object({
  id: v.string(),
  kind: v.picklist(['createClient', 'addSecret', 'rotate']),
  step: v.picklist(['asking', 'kept', 'written', 'waiting', 'deleting', 'undoing']),
  startedAt: v.pipe(v.string(), v.isoTimestamp()),
  ...clientReference.entries,
  description: v.string(),
  expiresAt: v.exactOptional(v.string()),
  known: v.array(v.number()),
  destination: v.exactOptional(v.custom<ConfirmedDestination>(isDestination)),
  oldSecretId: v.exactOptional(v.number()),
  places: v.array(
    v.variant('kind', [
      v.object({ kind: v.literal('bound'), binding, state }),
      v.object({ kind: v.literal('signIn'), connection: v.string(), state }),
    ]),
  ),
  afterwards: v.variant('kind', [
    v.object({ kind: v.literal('keep') }),
    v.object({ kind: v.literal('delete'), graceMs: v.number() }),
  ]),
  newSecretId: v.exactOptional(v.number()),
  deleteAt: v.exactOptional(v.string()),
});

/** Checks a record of the journal as read from disk. */
export function decodeOperation(value: unknown): Operation | undefined {
  const read = v.safeParse(operation, value);
  return read.success ? read.output : undefined;
}

import * as v from 'valibot';
import { confirmedDestination } from '../delivery/destination.ts';
import { binding } from '../records/bindings.ts';
import { decoderOf } from '../records/decoderOf.ts';
import { clientReference } from '../records/references.ts';

const operationKind = v.picklist(['createClient', 'addSecret', 'rotate']);

/** What is done: each kind issues one secret. */
export type OperationKind = v.InferOutput<typeof operationKind>;

const operationStep = v.picklist([
  // The request that issues the secret is about to be sent. Only the service knows whether it took effect.
  'asking',
  // The value is in secret storage, and is about to be written to the places.
  'kept',
  // All places have the value.
  'written',
  // Rotation: the new secret works, and the old one waits until it may be deleted.
  'waiting',
  // Rotation: the old secret is being deleted.
  'deleting',
  // The new secret is being removed from all places, and deleted afterwards.
  'undoing',
]);

/** The step of an operation. Everything before it has happened; what comes next may have begun. */
export type OperationStep = v.InferOutput<typeof operationStep>;

const placeState = v.picklist([
  'pending',
  // On disk before the place is touched, so that `pending` means untouched.
  'writing',
  'written',
  // Deleted, or changed by someone else since we wrote it: it is not overwritten.
  'left',
  // Git would commit it, and the user has decided to leave it as it is: it keeps the old secret.
  'skipped',
]);

/** The state of a place. */
export type PlaceState = v.InferOutput<typeof placeState>;

const rotatedPlace = v.variant('kind', [
  v.object({ kind: v.literal('bound'), binding, state: placeState }),
  // A connection of ours that signs in as this very client, by its name.
  v.object({ kind: v.literal('signIn'), connection: v.string(), state: placeState }),
]);

/** A place that gets the new value in a rotation. */
export type RotatedPlace = Readonly<v.InferOutput<typeof rotatedPlace>>;

const afterwards = v.variant('kind', [
  v.object({ kind: v.literal('keep') }),
  // Milliseconds from the end of the rotation on; 0 deletes it at once.
  v.object({ kind: v.literal('delete'), graceMs: v.number() }),
]);

/** What happens to the old secret once the new one works. */
export type Afterwards = Readonly<v.InferOutput<typeof afterwards>>;

const operation = v.object({
  /** GUID. */
  id: v.string(),
  kind: operationKind,
  step: operationStep,
  /** ISO 8601. */
  startedAt: v.pipe(v.string(), v.isoTimestamp()),
  ...clientReference.entries,
  /** Of the new secret, which is found by it when the service's answer gets lost. */
  description: v.string(),
  /** ISO 8601, of the new secret; missing when it never expires. */
  expiresAt: v.optional(v.string()),
  /** Secrets that the client had before (the service's numbers); none for a new client. */
  known: v.pipe(v.array(v.number()), v.readonly()),
  /** Where the value of a new secret is written first, besides secret storage. */
  destination: v.optional(confirmedDestination),
  /** Rotation: the secret that is replaced. */
  oldSecretId: v.optional(v.number()),
  /** Rotation: another secret, which is deleted before the new one is requested, because the service allows no more. */
  removedSecretId: v.optional(v.number()),
  places: v.pipe(v.array(rotatedPlace), v.readonly()),
  afterwards,
  /** Other hosts by id: the user has decided to delete the old secret although they hold it, or may hold it. */
  acceptedHosts: v.optional(v.pipe(v.array(v.string()), v.readonly())),
  /** The new secret, once its number is known. */
  newSecretId: v.optional(v.number()),
  /** ISO 8601: when the old secret may be deleted. */
  deleteAt: v.optional(v.string()),
});

/** One operation, as its journal has it: ids, steps and hashes, and never a value. */
export type Operation = Readonly<v.InferOutput<typeof operation>>;

/** Checks a record of the journal as read from disk. */
export const decodeOperation = decoderOf(operation);

import type { SecretText } from '../secret/secretText.ts';
import { findFieldFault } from './fieldFault.ts';
import { type OpenStore, openStore, type StoreSurroundings } from './openStore.ts';
import { StoreError } from './storeError.ts';
import type { StoreLocation } from './storePlace.ts';
import type { Seen, StoredCredential } from './storePreset.ts';

/** What is at a location in a store. */
export interface LookedAt {
  /** The location, complete: it means the same whatever the machine's settings are later. */
  readonly location: StoreLocation;
  /** `unknown`: the store doesn't let the user look. A write that creates only is still safe. */
  readonly state: Seen['state'];
  /** Whether a value is there that an update would replace. */
  readonly holds: boolean;
}

/** With what a store's program runs. */
export interface StoreAccess {
  readonly surroundings: StoreSurroundings;
  readonly signal: AbortSignal;
}

/** How a value is stored. */
export interface StoreWrite extends StoreAccess {
  readonly credential: StoredCredential;
}

/** An update that replaces a value that was written before. */
export interface StoreUpdate extends StoreWrite {
  /** Tells whether a value is the one to replace. Missing for the first update of what others have made. */
  readonly isOurs?: ((value: SecretText) => boolean) | undefined;
}

/** Looks what is at a location, and changes nothing. Rejects with a {@link StoreError}. */
export async function lookInStore(location: StoreLocation, access: StoreAccess): Promise<LookedAt> {
  const store = await openStore(location, access);
  const seen = await look(store, location, access);
  const { state, place, holds = false } = seen;
  return { location: { id: location.id, place }, state, holds };
}

/**
 * Stores a value where nothing is, with the store's own program. Returns the location for updates. Does nothing if the value
 * is already there, as after a crash.
 *
 * @throws {StoreError} `exists` if something else is there; every other code but `missing` and `notOurs`
 */
export async function createInStore(location: StoreLocation, write: StoreWrite): Promise<StoreLocation> {
  const store = await openStore(location, write);
  const { preset, named } = store;
  const wrong = preset.asked.find(asked => findFieldFault(asked, location.place[asked.field] ?? ''));
  if (preset.look && wrong) throw new StoreError('unclear', named, { field: wrong.field });
  const seen = await look(store, location, write);
  if (seen.state === 'present') {
    if (seen.value?.equals(write.credential.secret)) return { id: location.id, place: seen.place };
    throw new StoreError('exists', named);
  }
  if (seen.state === 'unknown' && !preset.create.guards) throw new StoreError('denied', named);
  return store.run(preset.create, write.credential, seen);
}

/**
 * Replaces one value in a store, and leaves everything beside it as it is. Returns the location for later updates.
 *
 * @throws {StoreError} `missing` if nothing is there, `notOurs` if the value is another one, `unclear` if a location of version
 *   0.1.0 has to be more exact; every other code but `exists`
 */
export async function updateInStore(location: StoreLocation, write: StoreUpdate): Promise<StoreLocation> {
  const store = await openStore(location, write);
  const { preset, named } = store;
  const seen = await look(store, location, write);
  if (preset.look) refuse(seen, write, named);
  if (seen.state === 'unknown' && !store.call(preset.update).guards) throw new StoreError('denied', named);
  return store.run(preset.update, write.credential, seen);
}

function refuse(seen: Seen, { isOurs }: StoreUpdate, named: string): void {
  const { state, holds, value, isHidden } = seen;
  const isGone = state === 'absent' || (state === 'present' && isOurs !== undefined && !holds);
  if (isGone) throw new StoreError('missing', named);
  // What isn't a text isn't ours either.
  const isOthers = isOurs && state === 'present' && !isHidden && !(value && isOurs(value));
  if (isOthers) throw new StoreError('notOurs', named);
}

async function look(
  { preset, named, ask }: OpenStore,
  { place }: StoreLocation,
  { surroundings, isOurs }: Pick<StoreUpdate, 'isOurs' | 'surroundings'>,
): Promise<Seen> {
  const { env } = surroundings;
  // A command of the user's own can't be asked.
  if (!preset.look) return { state: 'unknown', place };
  try {
    return await preset.look(place, { ask, env, isOurs });
  } catch (error) {
    if (error instanceof SyntaxError) throw new StoreError('unfit', named, { cause: error });
    throw error;
  }
}

import { stat } from 'node:fs/promises';
import type { SecretText } from '../../secret/secretText.ts';
import { CredentialsError } from '../credentialsError.ts';
import type { DeliverableCredential, StoreWriter } from '../delivery/deliverCredential.ts';
import type { KeyInFile, ProjectFileWriter } from '../delivery/projectFileWriter.ts';
import type { WriteGuard } from '../delivery/writeGuard.ts';
import type { Binding, Bindings, FileBinding } from '../records/bindings.ts';
import type { KeptSecrets } from '../records/keptSecrets.ts';
import type { ClientIds, SecretReference } from '../records/references.ts';
import { isSameClient } from '../records/sameId.ts';
import { proofOf, proves } from '../records/secretProof.ts';
import type { RotatedPlace } from './operation.ts';
import { updateStore } from './updateStore.ts';

/** The sign-ins of connections that sign in as a client. */
export interface ClientSignIns {
  /** Names the connections that sign in as this client. */
  of(client: ClientIds): Promise<readonly string[]>;
  /** Replaces the secret of a connection's sign-in. A connection that is signed out remains so. */
  replace(connection: string, secret: DeliverableCredential['secret']): Promise<void>;
}

/** What the places of a rotation are written with. */
export interface PlaceParts {
  readonly bindings: Pick<Bindings, 'at' | 'note' | 'forget' | 'ofClient'>;
  readonly files: Pick<ProjectFileWriter, 'holds' | 'readKey' | 'setKey'>;
  readonly mayWrite: WriteGuard;
  readonly stores: StoreWriter;
  readonly keptSecrets: Pick<KeptSecrets, 'value'>;
  readonly signIns: ClientSignIns;
  /** Makes 16 random bytes, hexadecimal. */
  readonly newSalt: () => string;
  readonly now: () => Date;
}

/** Finds the places that get the new value when a secret is rotated. */
export async function placesOf(
  { tenantId, clientId, secretId }: SecretReference,
  { bindings, signIns }: Pick<PlaceParts, 'bindings' | 'signIns'>,
): Promise<readonly RotatedPlace[]> {
  const bound = await bindings.ofClient(tenantId, clientId);
  // It is unknown which of its secrets a connection signs in with. The new one is right in any case.
  const connections = await signIns.of({ tenantId, clientId });
  return [
    ...bound
      .filter(binding => binding.secretId === secretId)
      .map(binding => ({ kind: 'bound', binding, state: 'pending' }) as const),
    ...connections.map(connection => ({ kind: 'signIn', connection, state: 'pending' }) as const),
  ];
}

/** Tells one place from another. */
export const placeId = (place: RotatedPlace): string =>
  place.kind === 'signIn' ? `signIn\0${place.connection}` : bindingId(place.binding);

const bindingId = (binding: Binding): string =>
  binding.kind === 'file'
    ? ['file', binding.file, ...(binding.clientSecretKey ?? [])].join('\0')
    : JSON.stringify(binding.order);

/**
 * Writes a new value to a place, and records it. Can be repeated. `left`: the place no longer exists, or has a value that is
 * neither the old nor the new one. `skipped`: the user has left the file as it is. Rejects with `placeUnreachable` when that
 * cannot be determined.
 */
export async function writePlace(
  place: RotatedPlace,
  credential: DeliverableCredential,
  parts: PlaceParts,
): Promise<'written' | 'left' | 'skipped'> {
  if (place.kind === 'signIn') {
    await parts.signIns.replace(place.connection, credential.secret);
    return 'written';
  }
  const { binding } = place;
  const isOthers = await isOfOthers(binding, credential.secretId, parts);
  const untouched = isOthers ? 'left' : undefined;
  const outcome = binding.kind === 'file' ? await writeFile(binding, credential, parts, isOthers) : untouched;
  if (outcome === 'left') await forgetPlace(binding, credential.secretId, parts);
  if (outcome) return outcome;
  const written = binding.kind === 'store' ? await updateStore(binding, credential, parts) : binding;
  await parts.bindings.note(bindTo(written, credential, parts), binding);
  return 'written';
}

/** Restores the old value of a place that has the new one. */
export async function restorePlace(
  place: RotatedPlace,
  { before, ours }: { readonly before: DeliverableCredential; readonly ours: DeliverableCredential },
  parts: PlaceParts,
): Promise<void> {
  if (place.kind === 'signIn') return parts.signIns.replace(place.connection, before.secret);
  const { binding } = place;
  const isOthers = await isOfOthers(binding, ours.secretId, parts);
  if (binding.kind === 'store') {
    if (isOthers) return;
    const restored = await updateStore(binding, before, parts, ours.secret);
    return parts.bindings.note(restored, binding);
  }
  const key = await keyWith(ours, binding, parts);
  if (isOthers && !key) return;
  if (key && (await parts.mayWrite(pathOf(key), 'undo')) === 'skip')
    return leaveNewValue(place, ours.secretId, parts);
  if (key) await parts.files.setKey(key, before.secret);
  await parts.bindings.note(binding);
}

/** Returns the key of a file if it has a value. Rejects with `placeUnreachable` when that cannot be determined. */
async function keyWith(
  { secret }: Pick<DeliverableCredential, 'secret'>,
  binding: FileBinding,
  parts: Pick<PlaceParts, 'files'>,
): Promise<KeyInFile | undefined> {
  const found = await readHere(binding, parts);
  return found?.equals(secret) ? keyOf(binding) : undefined;
}

/** Returns the file that restoring a place writes a secret to. */
export async function fileToRestore(
  place: RotatedPlace,
  ours: DeliverableCredential,
  parts: Pick<PlaceParts, 'files'>,
): Promise<GuardedFile | undefined> {
  if (place.kind !== 'bound' || place.binding.kind !== 'file') return undefined;
  const key = await keyWith(ours, place.binding, parts);
  return key && pathOf(key);
}

/** Returns the file that rotating a place writes a secret to. A variable is not a secret. */
export function fileToRotate(place: RotatedPlace): GuardedFile | undefined {
  if (place.kind !== 'bound' || place.binding.kind !== 'file' || !place.binding.proof) return undefined;
  const key = keyOf(place.binding);
  return key && pathOf(key);
}

/** Removes the record of a place that keeps the new value while the rotation is undone. One that never got it is not changed. */
export async function leaveNewValue(
  place: RotatedPlace,
  newSecretId: number,
  { bindings }: Pick<PlaceParts, 'bindings'>,
): Promise<void> {
  if (place.kind !== 'bound') return;
  const noted = await bindings.at(place.binding);
  if (noted?.secretId === newSecretId && isSameClient(noted, place.binding))
    await bindings.forget(place.binding);
}

/** Removes the record of a place, unless another secret than the old and the new one was written to it since. */
export async function forgetPlace(
  binding: Binding,
  newSecretId: number | undefined,
  parts: Pick<PlaceParts, 'bindings'>,
): Promise<void> {
  if (!(await isOfOthers(binding, newSecretId, parts))) await parts.bindings.forget(binding);
}

/** Tells whether another secret than the old and the new one was written to a place since, and is recorded there. */
async function isOfOthers(
  binding: Binding,
  newSecretId: number | undefined,
  { bindings }: Pick<PlaceParts, 'bindings'>,
): Promise<boolean> {
  const noted = await bindings.at(binding);
  if (!noted) return false;
  return (
    !isSameClient(noted, binding) || (noted.secretId !== binding.secretId && noted.secretId !== newSecretId)
  );
}

/** Tells whether a file has the old value: it was restored, or the file did not exist before. */
export async function hasOldValue(
  place: RotatedPlace,
  { files }: Pick<PlaceParts, 'files'>,
): Promise<boolean> {
  if (place.kind !== 'bound' || place.binding.kind !== 'file') return false;
  const { binding } = place;
  const key = keyOf(binding);
  const found = key && binding.proof && (await files.readKey(key));
  return Boolean(found && binding.proof && proves(binding.proof, found));
}

/**
 * Writes the key of a file. Returns `left` when the key no longer exists, or has a value of someone else, and `skipped` when
 * the user leaves the file as it is.
 */
async function writeFile(
  binding: FileBinding,
  { secret }: DeliverableCredential,
  { files, mayWrite }: Pick<PlaceParts, 'files' | 'mayWrite'>,
  isOthers: boolean,
): Promise<'left' | 'skipped' | undefined> {
  // The file has a variable, which the editor replaces with the newest value.
  if (!binding.proof) return isOthers ? 'left' : undefined;
  const key = keyOf(binding);
  const found = await readHere(binding, { files });
  if (!key || !found) return 'left';
  // Also when the key has the value already: an editor that could not save the file has it in its window only.
  if (!found.equals(secret) && !proves(binding.proof, found)) return 'left';
  if ((await mayWrite(pathOf(key), 'rotate')) === 'skip') return 'skipped';
  await files.setKey(key, secret);
  return undefined;
}

/** Reads a key. Rejects with `placeUnreachable` when it cannot be determined whether it exists. */
async function readHere(
  binding: FileBinding,
  { files }: Pick<PlaceParts, 'files'>,
): Promise<SecretText | undefined> {
  const key = keyOf(binding);
  const found = key && (await files.readKey(key));
  if (found) return found;
  // The drive may be disconnected, with a value of ours on it.
  await stat(binding.folder).catch((cause: unknown) => {
    throw new CredentialsError('placeUnreachable', { place: binding.folder, cause });
  });
  return undefined;
}

type GuardedFile = Parameters<WriteGuard>[0];

const pathOf = ({ file, folder }: KeyInFile): GuardedFile => ({ path: file, folder });

function keyOf({ file, folder, clientSecretKey: keyPath }: FileBinding): KeyInFile | undefined {
  return keyPath && { file, folder, keyPath };
}

function bindTo(
  binding: Binding,
  { secretId, secret }: DeliverableCredential,
  { newSalt, now }: Pick<PlaceParts, 'newSalt' | 'now'>,
): Binding {
  const writtenAt = now().toISOString();
  const proof = () => proofOf(secret, newSalt());
  if (binding.kind === 'store') return { ...binding, secretId, writtenAt, proof: proof() };
  return { ...binding, secretId, writtenAt, proof: binding.proof && proof() };
}

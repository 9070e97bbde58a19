import type { SecretText } from '../../secret/secretText.ts';
import type { ProjectFileWriter } from '../delivery/projectFileWriter.ts';
import type { ClientFacts } from '../projectCredential.ts';
import type { Binding, FileBinding } from '../records/bindings.ts';
import type { KeptSecret, KeptSecrets } from '../records/keptSecrets.ts';
import { type CredentialReference, clientOf, credentialReferenceOf } from '../records/references.ts';
import { isSameClient } from '../records/sameId.ts';
import { proves } from '../records/secretProof.ts';
import { isIdentified } from '../records/unidentified.ts';
import { diagnose, type Trial, type VerifyCause } from './diagnosis.ts';
import type { VerifiableCredential, Verified } from './verifyCredential.ts';

/** A place with a value that can be tried: SecretStorage, or a key of a file. */
export interface VerifiablePlace extends CredentialReference {
  /** The record of the secret; missing when its value is not saved on this machine. */
  readonly kept?: KeptSecret;
  /** The key of the file; missing for SecretStorage. */
  readonly binding?: FileBinding;
}

/** The result of trying one place. */
export interface Diagnosis {
  readonly place: VerifiablePlace;
  readonly cause: VerifyCause;
  /** The content of the token, if there was one. */
  readonly verified?: Verified;
  /** The error, when it is not one of the causes. */
  readonly error?: unknown;
  /** How far the service's clock is ahead of this machine's, milliseconds; missing when it was not asked. */
  readonly clockAheadMs?: number;
}

/** What trying a place works with. */
export interface VerifyPlaceParts {
  readonly keptSecrets: Pick<KeptSecrets, 'value'>;
  readonly files: Pick<ProjectFileWriter, 'readKey'>;
  readonly verify: (credential: VerifiableCredential, signal?: AbortSignal) => Promise<Verified>;
  /** What the service says of a client. */
  readonly facts: (tenantId: string, clientId: string) => Promise<ClientFacts>;
  readonly serviceTime: (resource: string, signal?: AbortSignal) => Promise<Date | undefined>;
  readonly now: () => Date;
}

/** Lists all places with a value that can be tried: saved secrets, then the files that we wrote values to. */
export function verifiablePlaces(
  kept: readonly KeptSecret[],
  bindings: readonly Binding[],
  resourceOf: (tenantId: string) => string | undefined,
): readonly VerifiablePlace[] {
  const inKeyring = kept.map(each => placeOf(each, resourceOf(each.tenantId) ?? each.resource));
  const inFiles = bindings.flatMap(binding => {
    if (binding.kind !== 'file') return [];
    const { tenantId, clientId, secretId } = binding;
    const noted = kept.find(each => each.secretId === secretId && isSameClient(each, binding));
    const resource = resourceOf(tenantId) ?? noted?.resource;
    // A variable is replaced by the saved value, which is tried where it is saved.
    if (!binding.proof || !binding.clientSecretKey || resource === undefined) return [];
    const clientName = noted?.clientName ?? clientId;
    const clientType = noted?.clientType;
    return [{ resource, tenantId, clientId, clientName, clientType, secretId, binding, kept: noted }];
  });
  return [...inKeyring, ...inFiles];
}

/** Makes the place in SecretStorage of a saved secret. */
export const placeOf = (kept: KeptSecret, resource: string): VerifiablePlace => ({
  ...credentialReferenceOf({ ...clientOf(kept), resource }, kept.secretId),
  kept,
});

/** Tries the value of a place with a token request, and determines why it is refused. */
export async function verifyPlace(
  place: VerifiablePlace,
  parts: VerifyPlaceParts,
  signal?: AbortSignal,
): Promise<Diagnosis> {
  const { value, trial } = await tryPlace(place, parts, signal);
  const isToken = trial.kind === 'token';
  const hasAnswer = isToken || trial.kind === 'noValue';
  const [client, time] = hasAnswer
    ? ([{ kind: 'noConnection' }, undefined] as const)
    : await Promise.all([
        parts.facts(place.tenantId, place.clientId),
        parts.serviceTime(place.resource, signal),
      ]);
  const { kept, binding } = place;
  const now = parts.now();
  const isReplaced = Boolean(value && binding?.proof && !proves(binding.proof, value));
  const cause = diagnose(trial, {
    tenantId: place.tenantId,
    client,
    isReplaced,
    now,
    secretId: isReplaced || !isIdentified(place.secretId) ? undefined : place.secretId,
    expiresAt: kept?.expiresAt && !isReplaced ? new Date(kept.expiresAt) : undefined,
    changedAt: kept && !kept.isAdopted ? new Date(kept.keptAt) : undefined,
    serviceTime: time,
  });
  return {
    place,
    cause,
    verified: isToken ? trial.verified : undefined,
    error: trial.kind === 'error' ? trial.error : undefined,
    clockAheadMs: time && time.getTime() - now.getTime(),
  };
}

/** Reads and tries the value of a place. An error while reading is a result, too. */
async function tryPlace(
  place: VerifiablePlace,
  parts: VerifyPlaceParts,
  signal?: AbortSignal,
): Promise<{ readonly value?: SecretText | undefined; readonly trial: Trial }> {
  try {
    const value = await readValue(place, parts);
    return { value, trial: await tryValue(place, value, parts, signal) };
  } catch (error) {
    return { trial: { kind: 'error', error } };
  }
}

async function tryValue(
  { resource, clientId, clientType, binding }: VerifiablePlace,
  secret: SecretText | undefined,
  { verify }: VerifyPlaceParts,
  signal?: AbortSignal,
): Promise<Trial> {
  if (!secret) return { kind: 'noValue', of: binding ? 'file' : 'keyring' };
  const credential = { resource, clientId, clientType, secret };
  try {
    return { kind: 'token', verified: await verify(credential, signal) };
  } catch (error) {
    return { kind: 'error', error };
  }
}

function readValue(
  { binding, kept }: VerifiablePlace,
  { files, keptSecrets }: VerifyPlaceParts,
): Promise<SecretText | undefined> {
  if (!binding) return kept ? keptSecrets.value(kept) : Promise.resolve(undefined);
  const { file, folder, clientSecretKey } = binding;
  return files.readKey({ file, folder, keyPath: clientSecretKey ?? [] });
}

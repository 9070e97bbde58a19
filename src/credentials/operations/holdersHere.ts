import { CredentialsError } from '../credentialsError.ts';
import type { Binding, Bindings } from '../records/bindings.ts';
import type { KeptSecrets } from '../records/keptSecrets.ts';
import type { SecretReference } from '../records/references.ts';
import { proves } from '../records/secretProof.ts';
import { isIdentified } from '../records/unidentified.ts';

/** What finding the places that hold a secret works with. */
export interface HolderParts {
  readonly bindings: Pick<Bindings, 'ofClient'>;
  readonly keptSecrets: Pick<KeptSecrets, 'value'>;
}

/** The places of this machine that hold a secret, or may hold it. */
export interface HoldersHere {
  readonly certain: readonly Binding[];
  /** They hold a secret of the client, and it isn't known which one. */
  readonly possible: readonly Binding[];
}

/**
 * Finds the places that hold a secret, or may hold it. A place of which it isn't known which secret it holds is left out only
 * where the value of this secret is saved, and is another one.
 */
export async function holdersHere(secret: SecretReference, parts: HolderParts): Promise<HoldersHere> {
  const { tenantId, clientId, secretId } = secret;
  const bound = await parts.bindings.ofClient(tenantId, clientId);
  const certain = bound.filter(binding => binding.secretId === secretId);
  const unclear = bound.filter(binding => binding.secretId !== secretId && !isIdentified(binding.secretId));
  if (unclear.length === 0) return { certain, possible: [] };
  const value = await parts.keptSecrets.value(secret);
  // A variable is replaced by the newest saved value: its place holds none.
  const possible = unclear.filter(({ proof }) => proof && (!value || proves(proof, value)));
  return { certain, possible };
}

/** Rejects with `stillBound` when a place has a secret, or may have it. */
export async function refuseWhereBound(secret: SecretReference, parts: HolderParts): Promise<void> {
  const { certain, possible } = await holdersHere(secret, parts);
  if (certain.length + possible.length > 0) throw new CredentialsError('stillBound');
}

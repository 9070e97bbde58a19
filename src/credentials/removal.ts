import type { ClientSecret } from '../service/model/clientSecret.ts';
import { secretState } from './clientHealth.ts';
import { type Elsewhere, holdersOf } from './hosts/elsewhere.ts';
import type { Binding } from './records/bindings.ts';
import type { KeptSecret } from './records/keptSecrets.ts';
import { isIdentified } from './records/unidentified.ts';

/** The effect of deleting a secret, or a client with all its secrets, on those who use it. */
export interface RemovalEffect {
  /** Number of secrets that work now, but no longer afterwards. */
  readonly workingLost: number;
  /** Number of secrets that still work afterwards. */
  readonly workingLeft: number;
  /** Places that have one of the secrets, or may have it. */
  readonly bindings: readonly Binding[];
  /** Saved values that no longer work afterwards. */
  readonly kept: readonly KeptSecret[];
  /** Other hosts that hold one of the secrets, or may hold it. */
  readonly elsewhere: readonly Elsewhere[];
}

/** What is known of a client that is deleted, or loses a secret. */
export interface RemovalFacts {
  readonly secrets: readonly ClientSecret[];
  /** Of this client. */
  readonly bindings: readonly Binding[];
  /** Of this client. */
  readonly kept: readonly KeptSecret[];
  /** Of this client. */
  readonly elsewhere: readonly Elsewhere[];
  readonly now: Date;
}

/**
 * Determines the effect of deleting a secret, or a client with all its secrets.
 *
 * @param secretId the service's number of the secret; missing for the whole client
 */
export function removalEffect(
  { secrets, bindings, kept, elsewhere, now }: RemovalFacts,
  secretId?: number,
): RemovalEffect {
  const isLost = (id: number) => secretId === undefined || id === secretId;
  const working = secrets.filter(secret => secretState(secret, now) !== 'expired');
  const lost = working.filter(({ id }) => isLost(id)).length;
  return {
    workingLost: lost,
    workingLeft: working.length - lost,
    bindings: bindings.filter(binding => isLost(binding.secretId) || !isIdentified(binding.secretId)),
    kept: kept.filter(record => isLost(record.secretId)),
    elsewhere: secretId === undefined ? elsewhere : holdersOf(elsewhere, secretId),
  };
}

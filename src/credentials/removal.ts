import type { ClientSecret } from '../service/model/clientSecret.ts';
import { secretState } from './clientHealth.ts';
import type { Binding } from './records/bindings.ts';
import type { KeptSecret } from './records/keptSecrets.ts';

/** What taking a secret, or a client with all of them, away does to those who use it. */
export interface RemovalEffect {
  /** Secrets that work now and no longer afterwards. */
  readonly workingLost: number;
  /** Secrets that still work afterwards. */
  readonly workingLeft: number;
  /** Places that we wrote one of the secrets to. */
  readonly bindings: readonly Binding[];
  /** Values that we hold and that become worthless. */
  readonly kept: readonly KeptSecret[];
}

/** What is known of a client when something of it is to be taken away. */
export interface RemovalFacts {
  readonly secrets: readonly ClientSecret[];
  /** Of this client. */
  readonly bindings: readonly Binding[];
  /** Of this client. */
  readonly kept: readonly KeptSecret[];
  readonly now: Date;
}

/**
 * Tells what happens when a secret is taken away, or the client with all its secrets.
 *
 * @param secretId the service's number of the secret; missing for the whole client
 */
export function removalEffect(
  { secrets, bindings, kept, now }: RemovalFacts,
  secretId?: number,
): RemovalEffect {
  const isLost = (id: number) => secretId === undefined || id === secretId;
  const working = secrets.filter(secret => secretState(secret, now) !== 'expired');
  const lost = working.filter(({ id }) => isLost(id)).length;
  return {
    workingLost: lost,
    workingLeft: working.length - lost,
    bindings: bindings.filter(binding => isLost(binding.secretId)),
    kept: kept.filter(record => isLost(record.secretId)),
  };
}

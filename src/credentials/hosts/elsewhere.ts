import type { Binding } from '../records/bindings.ts';
import type { KeptSecret } from '../records/keptSecrets.ts';
import type { SecretReference } from '../records/references.ts';
import { mayBeOf } from '../records/unidentified.ts';
import type { IndexedOperation } from './indexEntry.ts';

/** What another host has of one client. */
export interface Elsewhere {
  readonly hostId: string;
  /** Missing when the host has not told it, or when it is not known which hosts there are. */
  readonly name?: string | undefined;
  /** ISO 8601: when the host was last used. */
  readonly seenAt?: string | undefined;
  readonly bindings: readonly Binding[];
  readonly kept: readonly KeptSecret[];
  readonly operations: readonly IndexedOperation[];
  /** Whether it has more than can be read: it may hold anything of the client. */
  readonly isUnclear: boolean;
}

/** The id of all hosts, when it cannot be found out which there are. */
export const ANY_HOST = '*';

/** Reads what other hosts have of a client. Never rejects: what cannot be read is unclear. */
export interface OtherHosts {
  others(client: Pick<SecretReference, 'tenantId' | 'clientId'>): Promise<readonly Elsewhere[]>;
}

/** Returns the hosts that hold a secret, or may hold it, with the locations that hold it. */
export function holdersOf(elsewhere: readonly Elsewhere[], secretId: number): readonly Elsewhere[] {
  const isIt = (each: { readonly secretId: number }) => mayBeOf(each, secretId);
  return elsewhere
    .map(each => ({ ...each, bindings: each.bindings.filter(isIt), kept: each.kept.filter(isIt) }))
    .filter(({ bindings, kept, isUnclear }) => isUnclear || bindings.length > 0 || kept.length > 0);
}

/** Returns the hosts on which a rotation is in progress that excludes another one of the same secret. */
export function rotatingHosts(elsewhere: readonly Elsewhere[], secretId: number): readonly Elsewhere[] {
  return elsewhere
    .map(each => ({
      ...each,
      operations: each.operations.filter(
        ({ kind, isWaiting, oldSecretId }) => kind === 'rotate' && (!isWaiting || oldSecretId === secretId),
      ),
    }))
    .filter(({ operations }) => operations.length > 0);
}

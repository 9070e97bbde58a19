import { isSameFile } from '../projectFiles/folderHolds.ts';
import type { FoundCredential, FoundSecret } from '../projectFiles/search/foundCredential.ts';
import { type ExpiringSecret, type SecretState, secretState } from './clientHealth.ts';
import type { FileBinding } from './records/bindings.ts';
import type { KeptSecret, KeptSecrets } from './records/keptSecrets.ts';
import type { SecretReference } from './records/references.ts';
import { isSameId } from './records/sameId.ts';
import { proves } from './records/secretProof.ts';
import { isIdentified } from './records/unidentified.ts';
import { usableSecret } from './records/usableSecret.ts';

/** The client and secret of a file's keys. What cannot be determined is missing. */
export interface Identified extends Partial<SecretReference> {
  /** The file has another secret than the one that we wrote. */
  readonly changedSince: boolean;
}

/** What the service says of a client. */
export type ClientFacts =
  | {
      readonly kind: 'client';
      readonly name: string;
      /** Missing: the service didn't say. */
      readonly enabled?: boolean;
      readonly secrets: readonly ({ readonly id: number } & ExpiringSecret)[];
    }
  /** The tenant has no such client. */
  | { readonly kind: 'gone' }
  /** No connection reaches the tenant. */
  | { readonly kind: 'noConnection' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** State of a credential in a file. */
export type CredentialState =
  /** Drift: the service has deleted the client. */
  | { readonly kind: 'clientGone' }
  /** Drift: the service has deleted the secret. */
  | { readonly kind: 'secretGone' }
  | { readonly kind: 'clientDisabled' }
  | ({ readonly kind: 'secret'; readonly state: SecretState } & ExpiringSecret)
  /** The file has a placeholder. */
  | { readonly kind: 'placeholder' }
  /** The file has a variable for a secret that is not saved. */
  | { readonly kind: 'notKept' }
  /** The value is saved, but it is not known which of the client's secrets it is. */
  | { readonly kind: 'unidentified' }
  /** It is not known which secret it is; `changedSince`: it is not the one that we wrote. */
  | { readonly kind: 'unknownSecret'; readonly changedSince: boolean }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** No connection reaches its tenant, or its client id is not known. */
  | { readonly kind: 'unknownClient' }
  /** The secret is encrypted by another program. */
  | { readonly kind: 'encrypted' }
  /** The secret is resolved at run time. */
  | { readonly kind: 'elsewhere' }
  /** The file has an id without a secret. */
  | { readonly kind: 'idOnly' };

/** What is known on this machine. */
export interface KnownHere {
  readonly bindings: readonly FileBinding[];
  /** The newest first. */
  readonly kept: readonly KeptSecret[];
  readonly value: KeptSecrets['value'];
  readonly now: Date;
}

/** Identifies the client and secret in a file by the record of what we wrote, else by the saved values. */
export async function identify(
  file: string,
  found: FoundCredential,
  { bindings, kept, value, now }: KnownHere,
): Promise<Identified> {
  const binding = bindings.find(
    each => isSameFile(each.file, file) && isSamePath(each.clientSecretKey, found.clientSecretKey),
  );
  const { secret } = found;
  if (secret.kind === 'value' && binding?.proof && proves(binding.proof, secret.value)) {
    const { clientId, tenantId, secretId } = binding;
    return { clientId: found.clientId ?? clientId, tenantId, secretId, changedSince: false };
  }
  const { clientId } = found;
  if (clientId === undefined) return { changedSince: false };
  const own = kept.filter(each => isSameId(each.clientId, clientId));
  const used = await findSaved(secret, own, { value, now });
  const bound = isSameId(binding?.clientId, clientId) ? binding : undefined;
  const tenantId = used?.tenantId ?? found.tenantId ?? bound?.tenantId ?? own[0]?.tenantId;
  return {
    clientId,
    tenantId,
    secretId: used?.secretId,
    changedSince: secret.kind === 'value' && binding?.proof !== undefined && !used,
  };
}

/** Finds the saved secret of a key: the one with its value, or the one that replaces a variable. */
async function findSaved(
  secret: FoundSecret,
  newestFirst: readonly KeptSecret[],
  { value, now }: Pick<KnownHere, 'value' | 'now'>,
): Promise<KeptSecret | undefined> {
  if (secret.kind === 'variable') return usableSecret(newestFirst, now);
  if (secret.kind !== 'value') return undefined;
  for (const each of newestFirst) {
    const known = await value(each);
    if (known?.equals(secret.value)) return each;
  }
  return undefined;
}

const isSamePath = (one: readonly string[] = [], other: readonly string[] = []): boolean =>
  one.join('\0') === other.join('\0');

/** Returns the state of a credential, from the content of the file and the facts of the service. */
export function credentialState(
  found: Pick<FoundCredential, 'secret'>,
  { clientId, secretId, changedSince }: Identified,
  facts: ClientFacts,
  now: Date,
): CredentialState {
  const { kind } = found.secret;
  if (kind === 'placeholder' || kind === 'elsewhere' || kind === 'encrypted') return { kind };
  if (clientId === undefined) return { kind: kind === 'missing' ? 'placeholder' : 'unknownClient' };
  if (facts.kind === 'failed') return facts;
  if (facts.kind === 'noConnection') return { kind: 'unknownClient' };
  if (facts.kind === 'gone') return { kind: 'clientGone' };
  if (facts.enabled === false) return { kind: 'clientDisabled' };
  if (kind === 'missing') return { kind: 'idOnly' };
  if (secretId === undefined)
    return kind === 'variable' ? { kind: 'notKept' } : { kind: 'unknownSecret', changedSince };
  if (!isIdentified(secretId)) return { kind: 'unidentified' };
  const secret = facts.secrets.find(({ id }) => id === secretId);
  if (!secret) return { kind: 'secretGone' };
  const { expiresAt, expiryUnknown } = secret;
  return { kind: 'secret', state: secretState(secret, now), expiresAt, expiryUnknown };
}

/** Name of a state, including its details. */
export type StateName =
  | Exclude<CredentialState['kind'], 'secret'>
  | 'unknownSecret/changed'
  | `secret/${SecretState}`;

/** Ranks of the states, the most urgent first. */
const URGENCY: Readonly<Record<StateName, number>> = {
  clientGone: 0,
  secretGone: 1,
  clientDisabled: 2,
  'secret/expired': 3,
  notKept: 4,
  'unknownSecret/changed': 5,
  placeholder: 6,
  'secret/expiring': 7,
  failed: 8,
  unknownSecret: 9,
  unknownClient: 10,
  unidentified: 11,
  'secret/unknown': 12,
  'secret/valid': 13,
  'secret/neverExpires': 14,
  elsewhere: 15,
  encrypted: 16,
  idOnly: 17,
};

/** Names a state, for icons and order. */
export function stateName(state: CredentialState): StateName {
  if (state.kind === 'secret') return `secret/${state.state}`;
  return state.kind === 'unknownSecret' && state.changedSince ? 'unknownSecret/changed' : state.kind;
}

/** Returns the most urgent of several states. */
export function mostUrgent(states: readonly CredentialState[]): CredentialState | undefined {
  const rank = (state: CredentialState) => URGENCY[stateName(state)];
  return states.toSorted((one, other) => rank(one) - rank(other))[0];
}

/** States in which the service doesn't accept what a file has. */
const USELESS = new Set<StateName>(['clientGone', 'secretGone', 'clientDisabled', 'secret/expired']);

/** Tells whether a file has a value that may work, and that isn't saved yet, or not as a certain secret of the client. */
export async function isAdoptable(
  { secret }: Pick<FoundCredential, 'secret'>,
  { clientId, tenantId, secretId }: Identified,
  state: CredentialState,
  { value }: Pick<KnownHere, 'value'>,
): Promise<boolean> {
  if (secret.kind !== 'value' || USELESS.has(stateName(state))) return false;
  if (clientId === undefined || tenantId === undefined || secretId === undefined) return true;
  return !isIdentified(secretId) || !(await value({ clientId, tenantId, secretId }));
}

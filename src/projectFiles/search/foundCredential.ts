import { SecretText } from '../../secret/secretText.ts';
import type { KeyPath } from '../formats/fileFormat.ts';
import { type CredentialGroup, entryOf } from '../shapes/credentialGroup.ts';
import type { FieldEntry } from '../shapes/fieldEntry.ts';
import type { GroupName } from '../shapes/fieldMapping.ts';
import { kindOfEntry, type ValueKind } from '../shapes/placeholderValue.ts';

/** What a file has for a secret. */
export type FoundSecret =
  /** There is a key for the id, but none for the secret. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'placeholder' }
  /** Another program provides it: a reference that is resolved at run time, or a masked value. */
  | { readonly kind: 'elsewhere' }
  /** Another program has encrypted it. */
  | { readonly kind: 'encrypted' }
  /** A variable of this extension, which is replaced by the saved secret. */
  | { readonly kind: 'variable' }
  | { readonly kind: 'value'; readonly value: SecretText };

/** Keys of a file that belong together, and their values. */
export interface FoundCredential {
  readonly clientIdKey?: KeyPath | undefined;
  readonly clientSecretKey?: KeyPath | undefined;
  /** `undefined` for a placeholder, or if another program provides it. */
  readonly clientId?: string | undefined;
  /** `undefined` for a placeholder, or if another program provides it. */
  readonly tenantId?: string | undefined;
  /** An address of the service; `undefined` for a placeholder, or if another program provides it. */
  readonly address?: string | undefined;
  readonly secret: FoundSecret;
  readonly group: GroupName;
}

/** The fields that have an address of the service, the one that says nothing else first. */
const ADDRESSES = ['resource', 'authority', 'tokenEndpoint', 'omfEndpoint'] as const;

/** Reads what a group of keys has. */
export function readGroup(group: CredentialGroup): FoundCredential {
  const id = entryOf(group, 'clientId');
  const secret = entryOf(group, 'clientSecret');
  const [address] = ADDRESSES.flatMap(field => plainValue(entryOf(group, field)) ?? []);
  return {
    clientIdKey: id?.keyPath,
    clientSecretKey: secret?.keyPath,
    clientId: plainValue(id),
    tenantId: plainValue(entryOf(group, 'tenantId')),
    address,
    secret: secret ? secretIn(secret) : { kind: 'missing' },
    group: { object: group.object, prefix: group.prefix },
  };
}

const plainValue = (entry: FieldEntry | undefined): string | undefined =>
  entry && ['value', 'ownVariable'].includes(kindOfEntry(entry)) ? entry.value : undefined;

const FOUND: Readonly<Record<Exclude<ValueKind, 'value'>, FoundSecret>> = {
  placeholder: { kind: 'placeholder' },
  ownVariable: { kind: 'variable' },
  reference: { kind: 'elsewhere' },
  encrypted: { kind: 'encrypted' },
  masked: { kind: 'elsewhere' },
};

function secretIn(entry: FieldEntry): FoundSecret {
  const kind = kindOfEntry(entry);
  return kind === 'value' ? { kind, value: new SecretText(entry.value) } : FOUND[kind];
}

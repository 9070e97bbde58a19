import { unlessUnusable } from '../../projectFiles/fileAccess.ts';
import type { ClientSecret } from '../../service/model/clientSecret.ts';
import type { KeyInFile, ProjectFileWriter } from '../delivery/projectFileWriter.ts';
import type { OperationJournal } from '../operations/operationJournal.ts';
import type { Binding, Bindings } from '../records/bindings.ts';
import type { KeptSecret, KeptSecrets } from '../records/keptSecrets.ts';
import { credentialReferenceOf, type SecretReference, secretOf } from '../records/references.ts';
import { proofOf, proves } from '../records/secretProof.ts';
import { isIdentified } from '../records/unidentified.ts';
import { compareSaved, type SavedValues } from './savedValues.ts';
import type { FoundSecretOf } from './tryAdoption.ts';

/** A key of a file that has the value. */
export interface AdoptedLocation extends Omit<KeyInFile, 'keyPath'> {
  readonly clientIdKey?: KeyInFile['keyPath'] | undefined;
  readonly clientSecretKey: KeyInFile['keyPath'];
}

/** Which of the client's secrets a value is of, and when that one expires. */
export type SecretIdentity =
  | { readonly kind: 'known'; readonly secret: ClientSecret }
  /** It isn't known. */
  | { readonly kind: 'notSure' };

/** A secret that the service has accepted, and what the user said about it. */
export interface AdoptionOrder extends FoundSecretOf {
  readonly identity: SecretIdentity;
  readonly locations: readonly AdoptedLocation[];
  /** Describes a saved value of which it isn't known which of the client's secrets it is. */
  readonly notSureDescription: string;
  /** Whether the user agreed to replace another value that is saved for the same secret. */
  readonly replacesSaved: boolean;
}

/** What adopting a secret works with. */
export interface AdoptionParts {
  readonly bindings: Pick<Bindings, 'note' | 'ofClient'>;
  readonly files: Pick<ProjectFileWriter, 'readKey'>;
  readonly journal: Pick<OperationJournal, 'exclusively'>;
  readonly keptSecrets: Pick<KeptSecrets, 'forget' | 'keep' | 'ofClient' | 'value'>;
  /** Makes 16 random bytes, hexadecimal. */
  readonly newSalt: () => string;
  /** Makes a random whole number, 1 or more, below 2 to the power of 47. */
  readonly newNumber: () => number;
  readonly now: () => Date;
}

/** What came of adopting a secret. */
export type Adopted =
  | {
      /** `identified`: the value was saved already, and now it is known which secret it is of. */
      readonly kind: 'saved' | 'replaced' | 'identified' | 'savedAlready';
      readonly kept: KeptSecret;
      readonly bound: readonly AdoptedLocation[];
      /** They no longer have the value. */
      readonly left: readonly AdoptedLocation[];
    }
  /** Another value is saved for the secret. Nothing was changed. */
  | { readonly kind: 'differs'; readonly kept: KeptSecret };

/**
 * Saves a secret that exists already, and records the locations that have it. A saved value is never lost: one that is replaced
 * stays saved, as one of which it isn't known which secret it is. Rejects with `keyringRefused`, `busyElsewhere`, `busyOnHost`
 * or `recordDamaged`.
 */
export function adoptSecret(order: AdoptionOrder, parts: AdoptionParts): Promise<Adopted> {
  return parts.journal.exclusively(order, async () => {
    const saved = await compareSaved(clientIdsOf(order), order.value, parts.keptSecrets);
    const outcome = await save(order, saved, parts);
    if (outcome.kind === 'differs') return outcome;
    return { ...outcome, ...(await bind(order, outcome.kept, parts)) };
  });
}

const clientIdsOf = ({ tenantId, client }: Pick<AdoptionOrder, 'tenantId' | 'client'>) => ({
  tenantId,
  clientId: client.id,
});

type Saved = Pick<Extract<Adopted, { readonly bound: unknown }>, 'kind' | 'kept'>;

async function save(
  order: AdoptionOrder,
  { same, others }: SavedValues,
  parts: AdoptionParts,
): Promise<Saved | Extract<Adopted, { readonly kind: 'differs' }>> {
  const { identity, value } = order;
  if (same && (identity.kind === 'notSure' || isIdentified(same.secretId)))
    return { kind: 'savedAlready', kept: same };
  const kept = recordOf(order, parts);
  const other = others.find(({ secretId }) => secretId === kept.secretId);
  if (other && !order.replacesSaved) return { kind: 'differs', kept: other };
  if (other) await setAside(other, order, parts);
  await parts.keptSecrets.keep(kept, value);
  if (!same) return { kind: other ? 'replaced' : 'saved', kept };
  await rebind(same, kept.secretId, () => true, parts);
  await parts.keptSecrets.forget(same);
  return { kind: 'identified', kept };
}

function recordOf(order: AdoptionOrder, { newNumber, now }: AdoptionParts): KeptSecret {
  const { identity, notSureDescription } = order;
  const saved = { keptAt: now().toISOString(), isAdopted: true };
  if (identity.kind === 'notSure')
    return { ...credentialReferenceOf(order, -newNumber()), description: notSureDescription, ...saved };
  const { id, description, expiresAt } = identity.secret;
  return {
    ...credentialReferenceOf(order, id),
    description,
    expiresAt: expiresAt?.toISOString(),
    ...saved,
  };
}

/** Saves a value again, as one of which it isn't known which secret it is: its record was wrong, but it may be needed. */
async function setAside(record: KeptSecret, order: AdoptionOrder, parts: AdoptionParts): Promise<void> {
  const value = await parts.keptSecrets.value(record);
  if (!value) return;
  const secretId = -parts.newNumber();
  const { expiresAt: _, ...others } = record;
  const aside = { ...others, secretId, description: order.notSureDescription, isAdopted: true };
  await parts.keptSecrets.keep(aside, value);
  await rebind(record, secretId, ({ proof }) => proof !== undefined && proves(proof, value), parts);
}

/** Records for the places of a saved secret that they have it under another number. */
async function rebind(
  from: SecretReference,
  secretId: number,
  concerns: (binding: Binding) => boolean,
  { bindings }: Pick<AdoptionParts, 'bindings'>,
): Promise<void> {
  for (const binding of await bindings.ofClient(from.tenantId, from.clientId))
    if (binding.secretId === from.secretId && concerns(binding))
      await bindings.note({ ...binding, secretId });
}

/** Records the locations that still have the value. */
async function bind(
  { value, locations, ...order }: AdoptionOrder,
  { secretId }: KeptSecret,
  { bindings, files, newSalt, now }: AdoptionParts,
): Promise<{ readonly bound: readonly AdoptedLocation[]; readonly left: readonly AdoptedLocation[] }> {
  const bound: AdoptedLocation[] = [];
  const left: AdoptedLocation[] = [];
  for (const location of locations) {
    const { file, folder, clientIdKey, clientSecretKey } = location;
    const found = await files.readKey({ file, folder, keyPath: clientSecretKey }).catch(unlessUnusable);
    if (!found?.equals(value)) {
      left.push(location);
      continue;
    }
    await bindings.note({
      kind: 'file',
      ...secretOf(order, secretId),
      file,
      folder,
      clientIdKey,
      clientSecretKey,
      proof: proofOf(value, newSalt()),
      writtenAt: now().toISOString(),
    });
    bound.push(location);
  }
  return { bound, left };
}

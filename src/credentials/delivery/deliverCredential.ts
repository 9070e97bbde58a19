import { putIntoStore, type StoreOrder } from '../../externalStores/putIntoStore.ts';
import type { ProjectTarget } from '../../projectFiles/projectTarget.ts';
import type { Field } from '../../projectFiles/shapes/field.ts';
import type { FieldPlace } from '../../projectFiles/shapes/fieldMapping.ts';
import { credentialVariable } from '../../projectFiles/shapes/launchFile.ts';
import { SecretText } from '../../secret/secretText.ts';
import type { Bindings } from '../records/bindings.ts';
import type { CredentialReference } from '../records/references.ts';
import { proofOf } from '../records/secretProof.ts';
import { API_VERSION } from './apiVersion.ts';
import type { ConfirmedDestination } from './destination.ts';
import type { ProjectFileWriter } from './projectFileWriter.ts';
import type { WriteGuard } from './writeGuard.ts';

/** A credential as it is written: a new one, or a saved one. */
export interface DeliverableCredential extends CredentialReference {
  readonly secret: SecretText;
}

/** Writes a credential to an external store. Rejects with a `StoreError`. */
export type StoreWriter = (order: StoreOrder, credential: DeliverableCredential) => Promise<void>;

/** What a delivery works with. */
export interface DeliveryParts {
  readonly bindings: Pick<Bindings, 'note'>;
  readonly files: Pick<ProjectFileWriter, 'write' | 'ignore'>;
  readonly mayWrite: WriteGuard;
  readonly putIntoStore: StoreWriter;
  /** Makes 16 random bytes, hexadecimal. */
  readonly newSalt: () => string;
  readonly now: () => Date;
}

/** What was written where. */
export type Delivered =
  | { readonly kind: 'file'; readonly target: ProjectTarget; readonly places: readonly FieldPlace[] }
  | { readonly kind: 'store'; readonly order: StoreOrder };

/** Makes a writer that runs the stores' own programs. `signal` ends a program that is running. */
export function storeWriter(
  surroundings: Parameters<typeof putIntoStore>[2],
  signal: AbortSignal = new AbortController().signal,
): StoreWriter {
  return (order, { clientId, clientName, secret }) =>
    putIntoStore(order, { clientId, clientName, secret: secret.reveal() }, surroundings, signal);
}

/** Writes a credential to a confirmed destination, and records the binding. `undefined`: it is in secret storage only. */
export async function deliverCredential(
  credential: DeliverableCredential,
  { destination, addToGitIgnore }: ConfirmedDestination,
  parts: DeliveryParts,
): Promise<Delivered | undefined> {
  if (destination.kind === 'keyring') return undefined;
  if (destination.kind === 'store') return storeCredential(credential, destination.order, parts);
  const { target } = destination;
  const { bindings, files, mayWrite, newSalt, now } = parts;
  // First: at no time may a file that Git would commit contain the secret.
  if (addToGitIgnore) await files.ignore(target);
  const { resource, tenantId, clientId, secretId, secret } = credential;
  const isVariable = target.secretAs === 'variable';
  if (!isVariable && (await mayWrite(target, 'deliver')) === 'skip') return undefined;
  const written = isVariable ? new SecretText(credentialVariable(clientId, 'clientSecret')) : secret;
  const values = { resource, tenantId, clientId, clientSecret: written, apiVersion: API_VERSION };
  const places = await files.write(target, values);
  const keyOf = (field: Field) => places.find(place => place.field === field)?.keyPath;
  await bindings.note({
    kind: 'file',
    tenantId,
    clientId,
    secretId,
    file: target.path,
    folder: target.boundary ?? target.folder,
    proof: isVariable ? undefined : proofOf(secret, newSalt()),
    clientIdKey: keyOf('clientId'),
    clientSecretKey: keyOf('clientSecret'),
    writtenAt: now().toISOString(),
  });
  return { kind: 'file', target, places };
}

async function storeCredential(
  credential: DeliverableCredential,
  order: StoreOrder,
  parts: Pick<DeliveryParts, 'bindings' | 'now' | 'putIntoStore'>,
): Promise<Delivered> {
  await parts.putIntoStore(order, credential);
  const { tenantId, clientId, secretId } = credential;
  const writtenAt = parts.now().toISOString();
  await parts.bindings.note({ kind: 'store', tenantId, clientId, secretId, order, writtenAt });
  return { kind: 'store', order };
}

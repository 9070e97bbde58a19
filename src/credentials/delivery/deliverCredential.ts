import type { StoreSurroundings } from '../../externalStores/openStore.ts';
import { createInStore, updateInStore } from '../../externalStores/putIntoStore.ts';
import type { StoreLocation, StoreOrder } from '../../externalStores/storePlace.ts';
import type { ProjectTarget } from '../../projectFiles/projectTarget.ts';
import type { Field } from '../../projectFiles/shapes/field.ts';
import type { FieldPlace } from '../../projectFiles/shapes/fieldMapping.ts';
import { credentialVariable } from '../../projectFiles/shapes/launch/launchFile.ts';
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

/** Writes credentials to external stores. Both return the location for updates, and reject with a `StoreError`. */
export interface StoreWriter {
  /** Writes a credential for the first time, as the user has confirmed it. */
  deliver(order: StoreOrder, credential: DeliverableCredential): Promise<StoreLocation>;
  /**
   * Replaces a value that was written before.
   *
   * @param isOurs tells whether a value is one that may be replaced
   */
  update(
    location: StoreLocation,
    credential: DeliverableCredential,
    isOurs?: (value: SecretText) => boolean,
  ): Promise<StoreLocation>;
}

/** What a delivery works with. */
export interface DeliveryParts {
  readonly bindings: Pick<Bindings, 'note'>;
  readonly files: Pick<ProjectFileWriter, 'write' | 'ignore'>;
  readonly mayWrite: WriteGuard;
  readonly stores: StoreWriter;
  /** Makes 16 random bytes, hexadecimal. */
  readonly newSalt: () => string;
  readonly now: () => Date;
}

/** What was written where. */
export type Delivered =
  | { readonly kind: 'file'; readonly target: ProjectTarget; readonly places: readonly FieldPlace[] }
  | { readonly kind: 'store'; readonly order: StoreLocation };

/** Makes a writer that runs the stores' own programs. `signal` ends a program that is running. */
export function storeWriter(
  surroundings: StoreSurroundings,
  signal: AbortSignal = new AbortController().signal,
): StoreWriter {
  return {
    deliver: ({ id, place, write }, credential) => {
      const put = write === 'create' ? createInStore : updateInStore;
      return put({ id, place }, { credential, surroundings, signal });
    },
    update: (location, credential, isOurs) =>
      updateInStore(location, { credential, surroundings, signal, isOurs }),
  };
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
  { bindings, now, stores, newSalt }: Pick<DeliveryParts, 'bindings' | 'newSalt' | 'now' | 'stores'>,
): Promise<Delivered> {
  const location = await stores.deliver(order, credential);
  const { tenantId, clientId, secretId, secret } = credential;
  await bindings.note({
    kind: 'store',
    tenantId,
    clientId,
    secretId,
    order: location,
    proof: proofOf(secret, newSalt()),
    writtenAt: now().toISOString(),
  });
  return { kind: 'store', order: location };
}

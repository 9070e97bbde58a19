import type { StandIn } from '../../projectFiles/shapes/standIn.ts';
import type { SecretText } from '../../secret/secretText.ts';
import type { Bindings, FileBinding } from '../records/bindings.ts';
import type { SecretReference } from '../records/references.ts';
import { proofOf } from '../records/secretProof.ts';
import type { AdoptedLocation, AdoptionParts } from './adoptSecret.ts';

/**
 * Records that a location has a reference in place of the value. Where this extension puts the value in, the location goes on
 * using the secret; else it no longer has anything of it.
 */
export async function noteReplaced(
  location: AdoptedLocation,
  secret: SecretReference,
  { kind }: Pick<StandIn, 'kind'>,
  { bindings, now }: { readonly bindings: Pick<Bindings, 'note' | 'forget'>; readonly now: () => Date },
): Promise<void> {
  const binding = bindingOf(location, secret, now());
  if (kind === 'launchVariable') await bindings.note(binding);
  else await bindings.forget(binding);
}

/** Records that a location has the value again. */
export async function noteRestored(
  location: AdoptedLocation,
  secret: SecretReference,
  value: SecretText,
  { bindings, newSalt, now }: Pick<AdoptionParts, 'bindings' | 'newSalt' | 'now'>,
): Promise<void> {
  await bindings.note({ ...bindingOf(location, secret, now()), proof: proofOf(value, newSalt()) });
}

function bindingOf(
  { file, folder, clientIdKey, clientSecretKey }: AdoptedLocation,
  { tenantId, clientId, secretId }: SecretReference,
  now: Date,
): FileBinding {
  return {
    kind: 'file',
    tenantId,
    clientId,
    secretId,
    file,
    folder,
    clientIdKey,
    clientSecretKey,
    writtenAt: now.toISOString(),
  };
}

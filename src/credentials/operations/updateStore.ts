import type { SecretText } from '../../secret/secretText.ts';
import type { DeliverableCredential, StoreWriter } from '../delivery/deliverCredential.ts';
import type { StoreBinding } from '../records/bindings.ts';
import type { KeptSecrets } from '../records/keptSecrets.ts';
import { proves } from '../records/secretProof.ts';

/** What a store is updated with. */
export interface StoreUpdateParts {
  readonly stores: StoreWriter;
  readonly keptSecrets: Pick<KeptSecrets, 'value'>;
}

/**
 * Replaces the value in a store, and returns the binding with what is now known of its location. Rejects with a `StoreError`
 * if the store has neither the value of the binding nor the new one: it may be another store of the same name, for which
 * the program has a sign-in at the moment.
 */
export async function updateStore(
  binding: StoreBinding,
  credential: DeliverableCredential,
  { stores, keptSecrets }: StoreUpdateParts,
  replaced?: SecretText,
): Promise<StoreBinding> {
  const { proof } = binding;
  // Version 0.1.0 recorded no proof.
  const before = proof ? undefined : await keptSecrets.value(binding);
  const isKnown = proof ?? before;
  const isOurs = (value: SecretText) =>
    value.equals(credential.secret) ||
    (replaced?.equals(value) ?? false) ||
    (before?.equals(value) ?? false) ||
    (proof !== undefined && proves(proof, value));
  const order = await stores.update(binding.order, credential, isKnown && isOurs);
  return { ...binding, order };
}

import type { SecretStore } from '../../../credentials/records/secretStore.ts';
import type { Redaction } from '../../../secret/redaction.ts';
import { SecretText } from '../../../secret/secretText.ts';

/** Wraps SecretStorage and registers every value for log redaction before it is used. */
export function redactedSecretStore(store: SecretStore, redaction: Redaction): SecretStore {
  const learn = (value: string | undefined) => {
    if (value) redaction.add(new SecretText(value));
  };
  return {
    async get(key) {
      const value = await store.get(key);
      learn(value);
      return value;
    },
    store(key, value) {
      learn(value);
      return store.store(key, value);
    },
    delete: key => store.delete(key),
  };
}

/**
 * The keyring, as this room needs it; VS Code's SecretStorage in the product. A store may refuse (no keyring, a
 * locked one): it then rejects, and the caller must not lose the value.
 */
export interface SecretStore {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

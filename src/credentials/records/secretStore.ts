/**
 * Secret storage as this room needs it: VS Code's SecretStorage in the product. It rejects when it cannot store a value
 * (no keyring, or a locked one). The caller must not lose the value then.
 */
export interface SecretStore {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/** Secret storage whose keys can be listed. All hosts of an editor share it: local windows, WSL, SSH, containers. */
export interface SharedStore extends SecretStore {
  keys(): PromiseLike<readonly string[]>;
}

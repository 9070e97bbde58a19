/** The known stores, and the user's own command. */
export type StoreId =
  | 'githubActions'
  | 'vault'
  | 'azureKeyVault'
  | 'awsSecretsManager'
  | 'onePassword'
  | 'kubernetes'
  | 'pass'
  | 'custom';

/** The parts of a location in a store: those that users are asked for, and those that only the store's program tells. */
export type StoreField =
  | 'name'
  | 'repository'
  | 'path'
  | 'key'
  | 'vault'
  | 'namespace'
  | 'program'
  | 'commandLine'
  /** The address of a Vault server. */
  | 'address'
  /** A cluster of a kubeconfig, and who signs in to it. */
  | 'context'
  /** The id of a 1Password item; names need not be unique. */
  | 'item'
  /** Of AWS: names a secret together with its account and region. */
  | 'arn';

/** The location of one value in a store. It contains no secret. */
export type StorePlace = Readonly<Partial<Record<StoreField, string>>>;

/** A store, and the location in it that has a value. */
export interface StoreLocation {
  readonly id: StoreId;
  readonly place: StorePlace;
}

/** A location that a value is written to for the first time. */
export interface StoreOrder extends StoreLocation {
  /**
   * `create` refuses when the store has something there; `update` replaces one value of what is there, which the user was
   * asked about.
   */
  readonly write: 'create' | 'update';
}

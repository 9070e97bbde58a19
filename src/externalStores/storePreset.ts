/** The known stores, and the user's own command. */
export type StoreId =
  | 'githubActions'
  | 'vault'
  | 'vaultNew'
  | 'azureKeyVault'
  | 'awsSecretsManager'
  | 'onePassword'
  | 'kubernetes'
  | 'pass'
  | 'custom';

/** The parts of a location in a store. */
export type StoreField =
  | 'name'
  | 'repository'
  | 'path'
  | 'key'
  | 'vault'
  | 'namespace'
  | 'program'
  | 'arguments';

/** The location of one value in a store. It contains no secret. */
export type StorePlace = Readonly<Partial<Record<StoreField, string>>>;

/** What a store gets. */
export interface StoredCredential {
  readonly clientId: string;
  readonly clientName: string;
  readonly secret: string;
}

/** A field that the user fills in. */
export interface AskedField {
  readonly field: StoreField;
  /** Whether it may be empty. */
  readonly optional?: true;
  /** The initial value. */
  readonly suggested?: string;
}

/** One row of the table of stores: an official command-line program, and how it reads a value from its standard input. */
export interface StorePreset {
  readonly id: StoreId;
  /** The name of the program on the PATH; empty if the location names it. */
  readonly program: string;
  readonly asked: readonly AskedField[];
  /** The arguments. None is secret, because every process of the machine can read them. */
  readonly args: (place: StorePlace) => readonly string[];
  /** Returns what the program reads. Default: the value of the secret. */
  readonly input?: (credential: StoredCredential, place: StorePlace) => string;
  /** Whether the program opens its standard input as `/dev/stdin`, which Windows doesn't have. */
  readonly posixOnly?: true;
}

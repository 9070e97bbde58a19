/** The closed set of stores that we know, and the user's own command. */
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

/** What a place in a store is made of. */
export type StoreField =
  | 'name'
  | 'repository'
  | 'path'
  | 'key'
  | 'vault'
  | 'namespace'
  | 'program'
  | 'arguments';

/** The place of one value in a store; no value of a secret is among it. */
export type StorePlace = Readonly<Partial<Record<StoreField, string>>>;

/** What goes to a store. */
export interface StoredCredential {
  readonly clientId: string;
  readonly clientName: string;
  readonly secret: string;
}

/** A field that the user fills in. */
export interface AskedField {
  readonly field: StoreField;
  /** Whether it may stay empty. */
  readonly optional?: true;
  /** What stands there at first. */
  readonly suggested?: string;
}

/** One row of the table of stores: an official command-line program, and how it takes a value on its standard input. */
export interface StorePreset {
  readonly id: StoreId;
  /** The program, as it is found on the PATH; empty where the place names it. */
  readonly program: string;
  readonly asked: readonly AskedField[];
  /** The arguments, none of which is secret: they can be seen by every process of the machine. */
  readonly args: (place: StorePlace) => readonly string[];
  /** What the program reads. Default: the value of the secret and nothing else. */
  readonly input?: (credential: StoredCredential, place: StorePlace) => string;
  /** Opens its standard input by the name `/dev/stdin`, which only some systems have. */
  readonly posixOnly?: true;
}

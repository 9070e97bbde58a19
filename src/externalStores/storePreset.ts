import type { SecretText } from '../secret/secretText.ts';
import type { StoreErrorCode } from './storeError.ts';
import type { StoreField, StoreId, StorePlace } from './storePlace.ts';

/** What a store gets. */
export interface StoredCredential {
  readonly clientId: string;
  readonly secret: SecretText;
}

/** A field that the user fills in. */
export interface AskedField {
  readonly field: StoreField;
  /** Whether it may be empty. */
  readonly optional?: true | undefined;
  /** The initial value. */
  readonly suggested?: string;
  /** Tells whether the store takes the text; default: every text. */
  readonly accepts?: (text: string) => boolean;
  /** Texts that are refused, in lower case: the store's row writes these keys itself, or they name another value. */
  readonly reserved?: readonly string[];
}

/** What a program is asked with. */
export interface StoreQuestion {
  /** Runs the program and returns its output; `undefined` if it is empty. Rejects with a `StoreError`. */
  readonly ask: (args: readonly string[]) => Promise<SecretText | undefined>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Tells whether a value is the one that is replaced. Missing when nothing was written there before. */
  readonly isOurs?: ((value: SecretText) => boolean) | undefined;
}

/** What is at a location. Values are only in memory. */
export interface Seen {
  /** `unknown`: the store doesn't let the user look. */
  readonly state: 'absent' | 'present' | 'unknown';
  /** The location, complete: without anything that depends on settings of the machine or the current folder. */
  readonly place: StorePlace;
  /** Whether a value is replaced; otherwise it is added to what is there. */
  readonly holds?: boolean;
  /** Whether the store never tells a value. */
  readonly isHidden?: true;
  /** The value that would be replaced, if it is a text. */
  readonly value?: SecretText | undefined;
  /** Everything that is there, for an update that has to write it again. */
  readonly content?: SecretText | undefined;
  /** The version that was read, or other arguments that the call needs. */
  readonly args?: readonly string[];
}

/** One call of a store's program that writes a value. */
export interface StoreCall {
  /** The arguments. None is secret, because every process of the machine can read them. */
  readonly args: (place: StorePlace, seen: Seen) => readonly string[];
  /** Returns what the program reads on its standard input. Default: the value. */
  readonly input?: (credential: StoredCredential, seen: Seen) => SecretText | Promise<SecretText>;
  /** Whether the program opens its standard input as `/dev/stdin`, which Windows doesn't have. */
  readonly opensInput?: true;
  /** The call on Windows, if that differs. */
  readonly windows?: StoreCall;
  /** Whether the program itself guarantees what the call is for, so that it needs no look first. */
  readonly guards?: true;
  /** Checks what the program answered, and returns what it tells about the location. */
  readonly learn?: (output: SecretText | undefined, credential: StoredCredential) => StorePlace;
}

/** How the output of a program that failed tells the reason; the first that matches counts. */
export type FailureTable = readonly (readonly [RegExp, StoreErrorCode])[];

/** One row of the table of stores: an official command-line program, and how it looks, creates and updates. */
export interface StorePreset {
  readonly id: StoreId;
  /** The name of the program on the PATH; empty if the location names it. */
  readonly program: string;
  readonly asked: readonly AskedField[];
  /** Variables that the program gets besides the user's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Finds out what is at a location. Missing when that can't be known. */
  readonly look?: (place: StorePlace, question: StoreQuestion) => Promise<Seen>;
  /** Writes a value where nothing is. */
  readonly create: StoreCall;
  /** Replaces one value, and leaves everything beside it as it is. */
  readonly update: StoreCall;
  readonly failures: FailureTable;
}

/** Returns the form of a call on a platform; `undefined` if the program can't be called there. */
export function callOn(call: StoreCall, platform: NodeJS.Platform): StoreCall | undefined {
  if (platform !== 'win32') return call;
  if (call.windows) return call.windows;
  return call.opensInput ? undefined : call;
}

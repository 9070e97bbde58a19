import { inspect } from 'node:util';
import { knownSecrets } from './knownSecrets.ts';
import { MASK } from './mask.ts';

/**
 * Holds the value of a client secret or token so that it can't be printed by accident: text, JSON and the inspector
 * all show `[secret]`. {@link SecretText.reveal} returns the value; the architecture test lists the files that call it.
 * From then on, no log shows the value ({@link knownSecrets}).
 */
export class SecretText {
  readonly #value: string;

  /** Throws a `RangeError` for an empty value, which no service issues. */
  constructor(value: string) {
    if (value === '') throw new RangeError('a secret must not be empty');
    this.#value = value;
    knownSecrets.add(value);
  }

  /** Returns the value, for a request, secret storage, or the location that the user chose, and for nothing else. */
  reveal(): string {
    return this.#value;
  }

  /** Tells whether two secrets have the same value. */
  equals(other: SecretText): boolean {
    return this.#value === other.#value;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}

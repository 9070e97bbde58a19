import { inspect } from 'node:util';

const MASK = '[secret]';

/**
 * Holds the value of a client secret or token so that it cannot be printed by accident: text, JSON and the
 * inspector all show `[secret]`. Whoever needs the value calls {@link SecretText.reveal}; a unit test lists the
 * files that may.
 */
export class SecretText {
  readonly #value: string;

  /** Wraps a value; an empty one is refused with a `RangeError`, since no service issues it. */
  constructor(value: string) {
    if (value === '') throw new RangeError('a secret cannot be empty');
    this.#value = value;
  }

  /** Returns the bare value: for the wire, the keyring, the file that the user chose, and nowhere else. */
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

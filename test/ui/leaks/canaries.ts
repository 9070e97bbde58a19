/** Values that must not leak, each with its kind. */
export class Canaries {
  readonly #values = new Map<string, string>();

  /** Registers a value. */
  add(value: string, what: string): void {
    if (!this.#values.has(value)) this.#values.set(value, what);
  }

  /** Registers all secrets and tokens of a response. */
  addFrom(answer: string): void {
    for (const [, field = '', value = ''] of answer.matchAll(VALUES)) this.add(value, field.toLowerCase());
  }

  /** Every value with what it is. */
  all(): readonly (readonly [value: string, what: string])[] {
    return [...this.#values];
  }

  /** How many there are of each kind. */
  counts(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const what of this.#values.values()) counts[what] = (counts[what] ?? 0) + 1;
    return counts;
  }
}

/** Names of response fields with sensitive values; the values of short names are not secret. */
const VALUES = /"(access_token|refresh_token|id_token|Secret|ClientSecret)"\s*:\s*"([^"]{20,})"/gi;

/** Returns the encodings of a value: plain, URI, JSON, base64 at any offset, hexadecimal, UTF-16. */
export function formsOf(value: string): readonly Buffer[] {
  const text = [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)].map(form =>
    Buffer.from(form),
  );
  const base64 = [0, 1, 2].map(offset => {
    const whole = Buffer.from('x'.repeat(offset) + value).toString('base64url');
    // The ends depend on adjacent bytes.
    return Buffer.from(whole.slice(4, -4));
  });
  const other = [Buffer.from(value, 'utf16le'), Buffer.from(Buffer.from(value).toString('hex'))];
  const distinct = new Map([...text, ...base64, ...other].map(form => [form.toString('latin1'), form]));
  return [...distinct.values()];
}

/** The values that must be nowhere but where they belong, with what each is. */
export class Canaries {
  readonly #values = new Map<string, string>();

  /** Has a value looked for. */
  add(value: string, what: string): void {
    if (!this.#values.has(value)) this.#values.set(value, what);
  }

  /** Has every secret and token of a service's answer looked for. */
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

/** Names under which the service gives out what nobody else may see; the values that short names have are no secrets. */
const VALUES = /"(access_token|refresh_token|id_token|Secret|ClientSecret)"\s*:\s*"([^"]{20,})"/gi;

/** Writes a value as it may stand somewhere: as it is, in an address, JSON, base64 at any offset, hexadecimal, UTF-16. */
export function formsOf(value: string): readonly Buffer[] {
  const text = [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)].map(form =>
    Buffer.from(form),
  );
  const base64 = [0, 1, 2].map(offset => {
    const whole = Buffer.from('x'.repeat(offset) + value).toString('base64url');
    // the ends depend on what stands before and after
    return Buffer.from(whole.slice(4, -4));
  });
  const other = [Buffer.from(value, 'utf16le'), Buffer.from(Buffer.from(value).toString('hex'))];
  const distinct = new Map([...text, ...base64, ...other].map(form => [form.toString('latin1'), form]));
  return [...distinct.values()];
}

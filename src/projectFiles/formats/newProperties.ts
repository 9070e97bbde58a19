import type { KeyPath } from './fileFormat.ts';

/** How properties are written. */
export interface JsonLayout {
  /** Empty: everything on one line. */
  readonly lineEnd: string;
  /** One level of indentation. */
  readonly indent: string;
  /** What parts properties on one line. */
  readonly gap: string;
  /** The colon with the blanks around it. */
  readonly colon: string;
}

/** Properties that an object is to get, with the objects that these need. */
export class NewProperties {
  readonly #properties = new Map<string, string | NewProperties>();

  /** Puts a value at a path; false where an object stands already, or a value stands on the way. */
  put([key, ...rest]: KeyPath, value: string): boolean {
    if (key === undefined) return false;
    const present = this.#properties.get(key);
    if (rest.length === 0) {
      if (present instanceof NewProperties) return false;
      this.#properties.set(key, value);
      return true;
    }
    if (typeof present === 'string') return false;
    const inner = present ?? new NewProperties();
    this.#properties.set(key, inner);
    return inner.put(rest, value);
  }

  /** Lists the properties, in the order in which they were put. */
  entries(): readonly (readonly [key: string, value: string | NewProperties])[] {
    return [...this.#properties];
  }

  /** Writes the properties as JSON, without braces around them; `around` is the indentation of each. */
  write(around: string, layout: JsonLayout): string {
    const { lineEnd, gap, colon } = layout;
    const start = lineEnd && around;
    return [...this.#properties]
      .map(([key, value]) => `${start}${JSON.stringify(key)}${colon}${writeValue(value, around, layout)}`)
      .join(`,${lineEnd || gap}`);
  }
}

function writeValue(value: string | NewProperties, around: string, layout: JsonLayout): string {
  if (typeof value === 'string') return JSON.stringify(value);
  const { lineEnd, indent } = layout;
  return `{${lineEnd}${value.write(around + indent, layout)}${lineEnd}${lineEnd && around}}`;
}

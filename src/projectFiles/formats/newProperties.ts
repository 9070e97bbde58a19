import type { KeyPath } from './fileFormat.ts';

/** How new properties are laid out. */
export interface JsonLayout {
  /** Empty: all properties are on one line. */
  readonly lineEnd: string;
  /** One level of indentation. */
  readonly indent: string;
  /** Separates properties on one line. */
  readonly gap: string;
  /** The colon, with the blanks around it. */
  readonly colon: string;
}

/** New properties of an object, with the new objects around them. */
export class NewProperties {
  readonly #properties = new Map<string, string | NewProperties>();

  /** Adds a value at a path; returns `false` if an object is there already, or a value is on the way. */
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

  /** Returns the properties in the order in which they were added. */
  entries(): readonly (readonly [key: string, value: string | NewProperties])[] {
    return [...this.#properties];
  }

  /** Writes the properties as JSON without the outer braces; `around` is the indentation of each. */
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

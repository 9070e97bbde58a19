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

/** Tells whether the value at a path is a list of `{ "name", "value" }` objects, which is read as an object. */
export type IsNamedList = (keyPath: KeyPath) => boolean;

/** New properties of an object, with the new objects around them. */
export class NewProperties {
  /** What encloses the properties. */
  readonly brackets: readonly [open: string, close: string] = ['{', '}'];
  readonly #properties = new Map<string, string | NewProperties>();
  readonly #isNamedList: IsNamedList;

  /** @param isNamedList tells it of paths from this object; default: no lists */
  constructor(isNamedList: IsNamedList = () => false) {
    this.#isNamedList = isNamedList;
  }

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
    const inner = present ?? this.#newInner(key);
    this.#properties.set(key, inner);
    return inner.put(rest, value);
  }

  #newInner(key: string): NewProperties {
    if (this.#isNamedList([key])) return new NewNamedList();
    return new NewProperties(keyPath => this.#isNamedList([key, ...keyPath]));
  }

  /** Returns the properties in the order in which they were added. */
  entries(): readonly (readonly [key: string, value: string | NewProperties])[] {
    return [...this.#properties];
  }

  /** Writes the properties as JSON without the outer brackets; `around` is the indentation of each. */
  write(around: string, layout: JsonLayout): string {
    const { lineEnd, gap } = layout;
    const start = lineEnd && around;
    return [...this.#properties]
      .map(([key, value]) => `${start}${this.writeOne(key, value, around, layout)}`)
      .join(`,${lineEnd || gap}`);
  }

  /** Writes one property. */
  protected writeOne(key: string, value: string | NewProperties, around: string, layout: JsonLayout): string {
    return `${JSON.stringify(key)}${layout.colon}${writeValue(value, around, layout)}`;
  }
}

/** New elements of a list of `{ "name", "value" }` objects, each on one line. */
export class NewNamedList extends NewProperties {
  override readonly brackets = ['[', ']'] as const;

  protected override writeOne(
    name: string,
    value: string | NewProperties,
    around: string,
    { gap, colon, ...layout }: JsonLayout,
  ): string {
    const space = /\s$/.test(colon) ? ' ' : gap;
    const written = writeValue(value, around, { gap, colon, ...layout });
    return `{${space}"name"${colon}${JSON.stringify(name)},${space}"value"${colon}${written}${space}}`;
  }
}

function writeValue(value: string | NewProperties, around: string, layout: JsonLayout): string {
  if (typeof value === 'string') return JSON.stringify(value);
  const { lineEnd, indent } = layout;
  const [open, close] = value.brackets;
  return `${open}${lineEnd}${value.write(around + indent, layout)}${lineEnd}${lineEnd && around}${close}`;
}

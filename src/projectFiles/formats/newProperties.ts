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

/** How the elements of a named list are written. */
export interface ElementLayout {
  /** Their properties: the name, the value, or a JSON literal that all of them have. */
  readonly properties: readonly (readonly [
    key: string,
    content: 'name' | 'value' | { readonly literal: string },
  ])[];
  /** The blanks before each property if it is on a line of its own. */
  readonly indent?: string | undefined;
}

/** The elements of a list that has none yet. */
export const DEFAULT_ELEMENT: ElementLayout = {
  properties: [
    ['name', 'name'],
    ['value', 'value'],
  ],
};

/** New elements of a list of objects that have names and values. */
export class NewNamedList extends NewProperties {
  override readonly brackets = ['[', ']'] as const;
  readonly #element: ElementLayout;

  constructor(element = DEFAULT_ELEMENT) {
    super();
    this.#element = element;
  }

  protected override writeOne(
    name: string,
    value: string | NewProperties,
    around: string,
    layout: JsonLayout,
  ): string {
    const { gap, colon, lineEnd } = layout;
    const inside = lineEnd === '' ? undefined : this.#element.indent;
    const properties = this.#element.properties.map(([key, content]) => {
      const isLiteral = typeof content === 'object';
      const written =
        content === 'name'
          ? JSON.stringify(name)
          : isLiteral
            ? content.literal
            : writeValue(value, inside ?? around, layout);
      return `${JSON.stringify(key)}${colon}${written}`;
    });
    const space = /\s$/.test(colon) ? ' ' : gap;
    const [start, end] = inside === undefined ? [space, space] : [lineEnd + inside, lineEnd + around];
    return `{${start}${properties.join(`,${start}`)}${end}}`;
  }
}

function writeValue(value: string | NewProperties, around: string, layout: JsonLayout): string {
  if (typeof value === 'string') return JSON.stringify(value);
  const { lineEnd, indent } = layout;
  const [open, close] = value.brackets;
  return `${open}${lineEnd}${value.write(around + indent, layout)}${lineEnd}${lineEnd && around}${close}`;
}

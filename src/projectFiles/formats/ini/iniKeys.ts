import type { KeyPath } from '../fileFormat.ts';
import { KeyPathMap } from '../keyPathMap.ts';
import type { IniDocument, IniEntry } from './iniText.ts';

/** Where a key is or is added. */
export interface IniPlace {
  /** Empty for keys before the first section. */
  readonly section: string;
  readonly key: string;
}

/** Ways to compare a section and a key, the strictest first. */
const COMPARISONS: readonly ((place: IniPlace) => KeyPath)[] = [
  ({ section, key }) => [section, key],
  ({ section, key }) => [section, key.toLowerCase()],
  ({ section, key }) => [loose(section), key.toLowerCase()],
];

/** Returns where a key path leads. */
const placeAt = ([first = '', ...rest]: KeyPath): IniPlace =>
  rest.length === 0 ? { section: '', key: first } : { section: first, key: rest.join('.') };

/** The comparisons other than the strictest, for paths. */
export const INI_FOLDINGS: readonly ((keyPath: KeyPath) => KeyPath)[] = COMPARISONS.slice(1).map(
  comparedBy => keyPath => comparedBy(placeAt(keyPath)),
);

const loose = (section: string): string => section.trim().toLowerCase();

/**
 * Finds keys as readers do. `configparser` doesn't distinguish `clientsecret` and `ClientSecret`, nor does .NET, which also treats
 * sections alike: a second spelling of a key would be a duplicate, which they refuse.
 */
export class IniKeys {
  readonly #entries: readonly KeyPathMap<IniEntry>[];
  readonly #sections = new Map<string, string>();

  constructor({ entries, sections }: Pick<IniDocument, 'entries' | 'sections'>) {
    // If a key is repeated, readers that allow this use the last line.
    this.#entries = COMPARISONS.map(comparedBy => {
      const known = new KeyPathMap<IniEntry>();
      for (const entry of entries) known.set(comparedBy(entry), entry);
      return known;
    });
    for (const { name } of sections) this.#sections.set(loose(name), name).set(name, name);
  }

  /** Returns the entry of a key, and the section and key as they are written; without an entry, as they would be added. */
  find(keyPath: KeyPath): IniPlace & { readonly entry: IniEntry | undefined } {
    const place = placeAt(keyPath);
    for (const [index, comparedBy] of COMPARISONS.entries()) {
      const entry = this.#entries[index]?.get(comparedBy(place));
      if (entry) return { section: entry.section, key: entry.key, entry };
    }
    const section = this.#sections.get(place.section) ?? this.#sections.get(loose(place.section));
    return { section: section ?? place.section, key: place.key, entry: undefined };
  }
}

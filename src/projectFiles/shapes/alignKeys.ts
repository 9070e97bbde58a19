import type { FileEntry, FileFormat, KeyPath } from '../formats/fileFormat.ts';
import type { FieldKeys, PlainField, PlainValues } from './field.ts';
import { fitsField } from './fitsField.ts';
import { asksForOtherService } from './otherServices.ts';
import { isPlaceholder } from './placeholderValue.ts';

/** The section for new keys where the names at the root are taken. */
const SECTION = 'Connect';

/**
 * Returns the paths for new keys so that no key is there twice for .NET, which ignores case and reads `A:B` as `B` in `A`: a key
 * that exists in another spelling is used, and an object that exists gets the keys below it. If one of the names at the root
 * has somebody else's value, all keys go into a section of their own.
 *
 * @see .NET documentation: *Configuration in .NET*
 */
export function alignKeys(
  keys: FieldKeys,
  entries: readonly FileEntry[],
  { values, objects }: AlignedTo,
): FieldKeys {
  const paths = new ExistingPaths(entries, objects);
  const isTaken = keys.some(([field, path]) => {
    const present = path.length === 1 && !path[0]?.includes(':') ? paths.entryAt(path) : undefined;
    return present !== undefined && !mayFill(field, present.value, values);
  });
  const moved = isTaken ? keys.map(([field, path]) => [field, [SECTION, ...path]] as const) : keys;
  return moved.map(([field, path]) => [field, paths.align(path)]);
}

/**
 * Does the same for the `appSettings` of .NET Framework, whose keys have no objects around them: a name that begins like those of
 * the section takes their place.
 */
function alignAppSettings(keys: FieldKeys, entries: readonly FileEntry[], { values }: AlignedTo): FieldKeys {
  const present = new Map(entries.map(entry => [plainPath(entry.keyPath), entry]));
  const isTaken = keys.some(([field, path]) => {
    const entry = present.get(plainPath(path));
    return entry !== undefined && !mayFill(field, entry.value, values);
  });
  return keys.map(([field, path]) => {
    const own = isTaken ? path.with(-1, `${SECTION}:${path.at(-1)}`) : path;
    return [field, present.get(plainPath(own))?.keyPath ?? own];
  });
}

/** What keys are aligned to, beside the texts of a file. */
export interface AlignedTo {
  readonly values: PlainValues;
  /** Paths of objects, also of those without texts. */
  readonly objects: readonly KeyPath[];
}

const mayFill = (field: PlainField | 'clientSecret', present: string, values: PlainValues): boolean =>
  (isPlaceholder(present) && !asksForOtherService(present)) || fitsField(field, present, values);

/** The paths of a file as .NET reads them. */
class ExistingPaths {
  readonly #entries = new Map<string, FileEntry>();
  /** The objects that are written as objects, as they are spelled. */
  readonly #objects = new Map<string, KeyPath>();

  constructor(entries: readonly FileEntry[], objects: readonly KeyPath[]) {
    for (const object of objects) this.#objects.set(plainPath(object), object);
    for (const entry of entries) {
      this.#entries.set(plainPath(entry.keyPath), entry);
      for (let depth = 1; depth < entry.keyPath.length; depth += 1) {
        const object = entry.keyPath.slice(0, depth);
        this.#objects.set(plainPath(object), object);
      }
    }
  }

  entryAt(path: KeyPath): FileEntry | undefined {
    return this.#entries.get(plainPath(path));
  }

  /** Returns the path of a key that exists, or a path in the innermost object that exists. */
  align(path: KeyPath): KeyPath {
    const present = this.entryAt(path);
    if (present) return present.keyPath;
    const parts = path.flatMap(part => part.split(':'));
    for (let depth = parts.length - 1; depth > 0; depth -= 1) {
      const object = this.#objects.get(plainPath(parts.slice(0, depth)));
      if (object) return [...object, ...parts.slice(depth)];
    }
    return path;
  }
}

/** How new keys of a format are brought in line with those that .NET takes for the same. */
export const ALIGNMENTS: Readonly<Partial<Record<FileFormat['name'], typeof alignKeys>>> = {
  json: alignKeys,
  xml: alignAppSettings,
};

const plainPath = (path: KeyPath): string => path.join(':').toLowerCase();

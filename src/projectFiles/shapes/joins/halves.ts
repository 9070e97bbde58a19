import type { KeyPath } from '../../formats/fileFormat.ts';
import { KeyPathMap } from '../../formats/keyPathMap.ts';
import type { Field } from '../field.ts';
import type { FieldEntry } from '../fieldEntry.ts';
import { plainName } from '../fieldNames.ts';

/** Keys of one object that have the same prefix. */
export interface OwnKeys {
  readonly object: KeyPath;
  readonly prefix: string;
  entries: FieldEntry[];
  isCertain: boolean;
}

/** Names of objects for secrets, in lower case and without punctuation: `secureJsonData`, `secrets`, `sensitiveConfig`. */
const FOR_SECRETS = /^(?:secret|secure|sensitive|protected|private)/;

/** Joins a secret that is alone in an object for secrets with the id in the object beside it, if only one has an id. */
export function joinHalves(all: readonly OwnKeys[]): readonly OwnKeys[] {
  const has = ({ entries }: OwnKeys, field: Field) => entries.some(entry => entry.field === field);
  const withId = new KeyPathMap<OwnKeys[]>();
  const placeOf = ({ object, prefix }: OwnKeys) => [...object.slice(0, -1), prefix];
  for (const group of all) {
    if (group.object.length === 0 || !has(group, 'clientId')) continue;
    const known = withId.get(placeOf(group)) ?? [];
    if (known.length === 0) withId.set(placeOf(group), known);
    known.push(group);
  }
  return all.filter(half => {
    const isHalf = FOR_SECRETS.test(plainName(half.object.at(-1) ?? '')) && !has(half, 'clientId');
    const beside = isHalf && has(half, 'clientSecret') ? withId.get(placeOf(half)) : undefined;
    const whole = beside?.length === 1 ? beside[0] : undefined;
    if (!whole || has(whole, 'clientSecret')) return true;
    whole.entries = [...whole.entries, ...half.entries];
    whole.isCertain = true;
    return false;
  });
}

import { joinArguments } from './splitArguments.ts';
import type { StoreField, StoreId, StoreLocation, StorePlace } from './storePlace.ts';

/** A location as version 0.1.0 recorded it. */
interface FormerLocation {
  readonly id: StoreId | 'vaultNew';
  readonly place: Readonly<Partial<Record<StoreField | 'arguments', string>>>;
}

/** How version 0.1.0 split the arguments of a custom command: a backslash between double quotation marks was dropped. */
const FORMER_PART = /\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"']+))(?=\s|$)/y;

function splitAsBefore(written: string): readonly string[] {
  const text = written.trimEnd();
  const parts: string[] = [];
  for (let at = 0; at < text.length; at = FORMER_PART.lastIndex) {
    FORMER_PART.lastIndex = at;
    const found = FORMER_PART.exec(text);
    // It accepted nothing else.
    if (!found) return [];
    const [, double, single, bare] = found;
    parts.push(double === undefined ? (single ?? bare ?? '') : double.replaceAll(/\\(.)/g, '$1'));
  }
  return parts;
}

/**
 * Returns a recorded location as this version has it. Version 0.1.0 recorded how a value was created, and had a store of its
 * own for that in Vault; whatever is recorded is only ever updated now. It also split custom commands by other rules.
 */
export function readFormerLocation(location: StoreLocation | FormerLocation): StoreLocation {
  const { id, place } = location as FormerLocation;
  if (id === 'vaultNew') return { id: 'vault', place: place as StorePlace };
  if (id !== 'custom' || place.arguments === undefined) return { id, place: place as StorePlace };
  const { arguments: written, ...others } = place;
  return { id, place: { ...others, commandLine: joinArguments(splitAsBefore(written)) } };
}

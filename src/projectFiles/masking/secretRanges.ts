import type { FileFormat } from '../formats/fileFormat.ts';
import { hiddenParts } from './hiddenParts.ts';
import { findKnownShapes } from './knownShapes.ts';
import type { MaskedRange } from './maskRanges.ts';
import { scanText } from './scanText.ts';
import { writtenValues } from './writtenValue.ts';

/** What isn't shown of a text. */
export interface FoundSecrets {
  readonly ranges: readonly MaskedRange[];
  /** The values in these ranges, as they are written, and as programs read them. */
  readonly values: readonly string[];
}

/**
 * Finds what looks like a secret: the values of keys that are named like one, also in comments and in lists of names and
 * values, and what is recognized by itself, such as private keys and passwords in addresses.
 */
export function findSecrets(format: FileFormat, text: string): FoundSecrets {
  const written = writtenValues(text, format.read(text));
  const ofKeys = written
    .filter(({ isSecret }) => isSecret)
    .map(({ inner, value, isLiteral }) => ({
      inner,
      value,
      ranges: isLiteral ? [inner] : hiddenParts(text, inner, value),
    }));
  const ranges = [
    ...ofKeys.flatMap(each => each.ranges),
    ...scanText(text, written),
    ...findKnownShapes(text),
  ];
  const whole = ofKeys
    .filter(({ inner, ranges: [first] }) => first?.start === inner.start && first.end === inner.end)
    .map(({ value }) => value);
  return { ranges, values: [...whole, ...ranges.map(({ start, end }) => text.slice(start, end))] };
}

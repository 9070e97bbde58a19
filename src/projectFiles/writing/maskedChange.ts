import { SecretText } from '../../secret/secretText.ts';
import type { FileFormat } from '../formats/fileFormat.ts';
import { applyEdits, type TextEdit } from '../formats/textEdit.ts';
import { KnownValues } from '../masking/knownValues.ts';
import { joinRanges, type MaskedRange, maskRanges } from '../masking/maskRanges.ts';
import { findSecrets } from '../masking/secretRanges.ts';
import type { PlainValues } from '../shapes/field.ts';
import type { FileSection } from '../shapes/fieldMapping.ts';
import { isOwnVariable } from '../shapes/placeholderValue.ts';
import { planTextChange } from './planFileChange.ts';

/** The text shown in place of a secret. */
export const MASK = '••••••••';

/** The text shown in place of a secret that replaces another one if both sides would look the same otherwise. */
export const NEW_MASK = `${MASK} (new)`;

/** Replaces a secret while the change is planned. Letters and digits, so that it is quoted as most secrets are; unique. */
const STAND_IN = 'maskedWhileItIsShown7Q2Zx9';

/** A change as it may be shown. */
export interface MaskedChange {
  /** The present text, with every secret masked. */
  readonly before: string;
  /** The text after the change, with every secret masked. It is never the same as `before` if the change does something. */
  readonly after: string;
}

/**
 * Plans a change that may be shown: the text before and after it, with {@link MASK} in place of whatever looks like a secret,
 * and {@link NEW_MASK} if nothing else changes. Throws a `ProjectFileError` where the change itself would.
 *
 * @param secret a variable that is written in place of the secret, and shown
 */
export function maskedChange(
  format: FileFormat,
  file: string,
  text: string,
  values: PlainValues,
  section?: FileSection,
  secret = STAND_IN,
): MaskedChange {
  const clientSecret = new SecretText(secret);
  const { edits } = planTextChange(format, file, text, { ...values, clientSecret }, section);
  return maskEdits(format, text, edits, isOwnVariable(secret) ? [] : [secret]);
}

/** Does the same with edits that are planned already, and the secrets that they write. */
export function maskEdits(
  format: FileFormat,
  text: string,
  edits: readonly TextEdit[],
  secrets: readonly string[],
): MaskedChange {
  const edited = applyEdits(text, edits);
  const [before, after] = [findSecrets(format, text), findSecrets(format, edited)];
  const known = new KnownValues();
  for (const value of [...secrets, ...before.values, ...after.values]) known.add(value);
  const hidden = joinRanges([...before.ranges, ...known.find(text)]);
  const hiddenAfter = joinRanges([...after.ranges, ...known.find(edited)]);
  const shown = maskRanges(text, hidden, () => MASK);
  const shownAfter = maskRanges(edited, hiddenAfter, () => MASK);
  if (shownAfter !== shown || edited === text) return { before: shown, after: shownAfter };
  const replaced = replacedRanges(hidden, edits);
  const maskOf = (range: MaskedRange) => (touches(replaced, range) ? NEW_MASK : MASK);
  return { before: shown, after: maskRanges(edited, hiddenAfter, maskOf) };
}

/** Returns where edits write in the edited text if they touch what is hidden in the text before. */
function replacedRanges(hidden: readonly MaskedRange[], edits: readonly TextEdit[]): readonly MaskedRange[] {
  const replaced: MaskedRange[] = [];
  let shift = 0;
  for (const { offset, length, text } of edits.toSorted((one, other) => one.offset - other.offset)) {
    const isReplaced = touches(hidden, { start: offset, end: offset + length });
    const start = offset + shift;
    if (isReplaced) replaced.push({ start, end: start + text.length });
    shift += text.length - length;
  }
  return replaced;
}

/** Tells whether a range overlaps one of others, which are sorted, or is at its end. */
function touches(others: readonly MaskedRange[], { start, end }: MaskedRange): boolean {
  let [from, to] = [0, others.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((others[middle]?.end ?? 0) < start) from = middle + 1;
    else to = middle;
  }
  return (others[from]?.start ?? Number.POSITIVE_INFINITY) <= end;
}

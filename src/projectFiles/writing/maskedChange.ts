import { SecretText } from '../../secret/secretText.ts';
import type { FileFormat } from '../formats/fileFormat.ts';
import { applyEdits } from '../formats/textEdit.ts';
import { meaningOf, type PlainValues } from '../shapes/field.ts';
import type { FileSection } from '../shapes/fieldMapping.ts';
import { isOwnVariable, isPlaceholder, isReference } from '../shapes/placeholderValue.ts';
import { planTextChange } from './planFileChange.ts';

/** What stands for a secret that is not shown. */
export const MASK = '••••••••';

/** Letters and digits, as most secrets are: it is quoted, or not, as a secret would be. Nothing else looks like it. */
const STAND_IN = 'maskedWhileItIsShown7Q2Zx9';

/** A change as a person may see it. */
export interface MaskedChange {
  /** The text as it is, every client secret in it masked. */
  readonly before: string;
  /** The text as it would be, likewise. */
  readonly after: string;
}

/**
 * Makes a change that can be shown: what the file is and what it would become, with {@link MASK} for every client
 * secret, its own old ones too. Throws a `ProjectFileError`, as the change itself would.
 *
 * @param secret what would be written in place of a value, where that is no secret: a variable
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
  return { before: masked(format, text), after: masked(format, applyEdits(text, edits)) };
}

function masked(format: FileFormat, text: string): string {
  const secrets = format
    .read(text)
    .filter(({ keyPath }) => meaningOf(keyPath.at(-1) ?? '')?.field === 'clientSecret')
    .filter(({ value }) => ![isPlaceholder, isReference, isOwnVariable].some(isNone => isNone(value)));
  const edited = format.set(
    text,
    secrets.map(({ keyPath }) => ({ keyPath, value: STAND_IN })),
  );
  // what cannot be edited cannot be written either, and is refused before anybody sees it
  return (edited.ok ? applyEdits(text, edited.edits) : '').replaceAll(STAND_IN, MASK);
}

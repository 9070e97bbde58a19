import { SecretText } from '../../secret/secretText.ts';
import type { FileFormat } from '../formats/fileFormat.ts';
import { applyEdits } from '../formats/textEdit.ts';
import type { PlainValues } from '../shapes/field.ts';
import type { FileSection } from '../shapes/fieldMapping.ts';
import { meaningOf } from '../shapes/fieldNames.ts';
import { isOwnVariable, isPlaceholder, isReference } from '../shapes/placeholderValue.ts';
import { planTextChange } from './planFileChange.ts';

/** The text shown in place of a secret. */
export const MASK = '••••••••';

/** Replaces a secret while the change is planned. Letters and digits, so that it is quoted as most secrets are; unique. */
const STAND_IN = 'maskedWhileItIsShown7Q2Zx9';

/** A change as it may be shown. */
export interface MaskedChange {
  /** The present text, with every client secret masked. */
  readonly before: string;
  /** The text after the change, with every client secret masked. */
  readonly after: string;
}

/**
 * Plans a change that may be shown: the text before and after it, with {@link MASK} in place of every client secret, old
 * ones included. Throws a `ProjectFileError` where the change itself would.
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
  return { before: maskSecrets(format, text), after: maskSecrets(format, applyEdits(text, edits)) };
}

function maskSecrets(format: FileFormat, text: string): string {
  const secrets = format
    .read(text)
    .filter(({ keyPath }) => meaningOf(keyPath.at(-1) ?? '')?.field === 'clientSecret')
    .filter(({ value }) => ![isPlaceholder, isReference, isOwnVariable].some(isNone => isNone(value)));
  const edited = format.set(
    text,
    secrets.map(({ keyPath }) => ({ keyPath, value: STAND_IN })),
  );
  // A text that can't be edited can't be written either; the change has been refused by then.
  return (edited.ok ? applyEdits(text, edited.edits) : '').replaceAll(STAND_IN, MASK);
}

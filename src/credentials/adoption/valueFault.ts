import { kindOfValue, type ValueKind } from '../../projectFiles/shapes/placeholderValue.ts';
import type { SecretText } from '../../secret/secretText.ts';

/** Why a text can't be a secret. */
export type ValueFault =
  | 'empty'
  /** It has white space or is far too long: it is more than a secret, or something else. */
  | 'notOneWord'
  | Exclude<ValueKind, 'value'>;

/** Characters of the longest text that is looked at. The service's secrets have 44. */
const LONGEST = 10_000;

/** Returns why a text that the user has typed or copied can't be a secret; white space around it doesn't count. */
export function faultOfText(text: string): ValueFault | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  return trimmed.length > LONGEST ? 'notOneWord' : faultOfWord(trimmed);
}

/** Returns why the value of a file's key can't be a secret. */
export function faultOfValue(value: SecretText | undefined): ValueFault | undefined {
  const text = value?.reveal() ?? '';
  if (text === '') return 'empty';
  return text.length > LONGEST ? 'notOneWord' : faultOfWord(text);
}

function faultOfWord(text: string): ValueFault | undefined {
  const kind = kindOfValue(text);
  if (kind !== 'value') return kind;
  return /[\s\p{Cc}]/u.test(text) ? 'notOneWord' : undefined;
}

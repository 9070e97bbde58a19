import { Redaction } from '../secret/redaction.ts';
import type { SecretText } from '../secret/secretText.ts';

/** Characters of a program's output that an error keeps, from the end, where the reason is. */
const OUTPUT_LIMIT = 4096;

/** Replaces a value in a program's output. */
const MASK = '••••••';

/**
 * Returns the end of a program's output without the given values, also as they are written in base64, hexadecimal, JSON and
 * URLs, and without tokens.
 */
export function cleanOutput(output: string, values: readonly SecretText[]): string {
  const forms = values.flatMap(value => formsOf(value.reveal())).toSorted((a, b) => b.length - a.length);
  const masked = forms.reduce((text, form) => text.replaceAll(form, MASK), output);
  return new Redaction().apply(masked).trim().slice(-OUTPUT_LIMIT);
}

function formsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const hexadecimal = bytes.toString('hex');
  const forms = [
    value,
    bytes.toString('base64'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    hexadecimal,
    hexadecimal.toUpperCase(),
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
  ];
  // A content of one character would mask the whole output.
  return forms.filter(form => form.length > 3);
}

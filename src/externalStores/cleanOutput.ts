import { redact } from '../secret/redaction.ts';
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
  const forms = values
    .flatMap(value => piecesOf(value.reveal()))
    .flatMap(formsOf)
    .toSorted((one, other) => other.length - one.length);
  const masked = forms.reduce((text, form) => text.replaceAll(form, MASK), output);
  return redact(masked).trim().slice(-OUTPUT_LIMIT);
}

/** Shorter parts of a content are words of messages, too. */
const SHORTEST_PIECE = 8;

/** Returns a text, and what a program might quote of it: its lines, and the strings in it if it is JSON. */
function piecesOf(text: string): readonly string[] {
  const pieces = text.split(/[\r\n"]+/).filter(piece => piece.length >= SHORTEST_PIECE);
  return [text, ...pieces];
}

function formsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const hexadecimal = bytes.toString('hex');
  const forms = [
    value,
    bytes.toString('base64'),
    bytes.toString('base64').replaceAll('=', ''),
    bytes.toString('base64url'),
    hexadecimal,
    hexadecimal.toUpperCase(),
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
  ];
  // A content of one character would mask the whole output.
  return forms.filter(form => form.length > 3);
}

import { SecretText } from '../../secret/secretText.ts';

/**
 * Parses an object or a list in JSON that contains secrets. Throws a `SyntaxError` for everything else; its message has no
 * part of the text.
 */
export function parseSecretJson(text: SecretText | undefined): object {
  const read = parseQuietly(openText(text));
  if (typeof read !== 'object' || read === null) throw new SyntaxError('not JSON');
  return read;
}

function parseQuietly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Makes JSON that contains secrets; `build` gets the function that opens them. */
export function composeSecretJson(build: (open: (secret: SecretText) => string) => unknown): SecretText {
  return new SecretText(JSON.stringify(build(secret => secret.reveal())));
}

/** Opens what a program answered, to find something in it; empty if there is nothing. */
export function openText(text: SecretText | undefined): string {
  return text?.reveal() ?? '';
}

/** Returns a value in base64. */
export function encodeSecret(value: SecretText): SecretText {
  return new SecretText(Buffer.from(value.reveal()).toString('base64'));
}

/** Hides a value that was read in base64; `undefined` for everything but the base64 of a text in UTF-8. */
export function hideBase64(value: unknown): SecretText | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    return hideText(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'base64')));
  } catch {
    return undefined;
  }
}

/** Hides a text that was read; `undefined` for everything but a text, and for an empty one. */
export function hideText(value: unknown): SecretText | undefined {
  return typeof value === 'string' && value !== '' ? new SecretText(value) : undefined;
}

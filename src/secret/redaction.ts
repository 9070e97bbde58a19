import type { SecretText } from './secretText.ts';

/** What is shown instead of a secret. */
const MASK = '[secret]';

/** Beginning of every JSON Web Token: `{"` in base64url. It is the same inside a form and inside JSON. */
const TOKEN_START = 'eyJ';
/** Shortest first part of a token, in characters. */
const SHORTEST_HEAD = 11;

/**
 * Shapes of secrets that were never added: bearer headers, and the fields of forms and JSON that contain secrets. They
 * and JSON Web Tokens are only a second safeguard: a value that was added is removed whatever it looks like.
 */
const SHAPES: readonly RegExp[] = [
  /(?<=\bbearer\s{1,8})[^\s"',;]{8,}/gi,
  /(?<="(?:client_?secret|secret|access_token|refresh_token|id_token)"\s*:\s*")[^"]+/gi,
  /(?<=\b(?:client_secret|access_token|refresh_token|id_token|password)=)[^&\s"']+/gi,
];

/**
 * Replaces JSON Web Tokens in a text, also in the middle of a word. The text is split into parts first: a regular
 * expression that can match anywhere takes minutes for a text that was made to slow it down.
 */
function replaceTokens(text: string): string {
  return text.replace(/[\w.-]+/g, run => {
    const parts = run.split('.');
    const kept: string[] = [];
    for (let index = 0; index < parts.length; index += 1) {
      const head = parts[index] ?? '';
      const at = head.indexOf(TOKEN_START);
      const isToken =
        at >= 0 && head.length - at >= SHORTEST_HEAD && parts[index + 1] && index + 2 < parts.length;
      kept.push(isToken ? head.slice(0, at) + MASK : head);
      if (isToken) index += 2;
    }
    return kept.join('.');
  });
}

/** Removes secrets from text that is written to a log. */
export class Redaction {
  readonly #known = new Set<string>();

  /** Adds a value that is removed from now on. */
  add(secret: SecretText): void {
    const value = secret.reveal();
    // A token is removed by its shape, and a window that is open for weeks gets thousands of tokens.
    if (replaceTokens(value) === MASK) return;
    this.#known.add(value);
    // The same value as it is written in a form or in JSON.
    this.#known.add(encodeURIComponent(value));
    this.#known.add(JSON.stringify(value).slice(1, -1));
  }

  /** Returns the text without any secret. */
  apply(text: string): string {
    let clean = text;
    for (const value of this.#known) clean = clean.replaceAll(value, MASK);
    clean = replaceTokens(clean);
    for (const shape of SHAPES) clean = clean.replace(shape, MASK);
    return clean;
  }
}

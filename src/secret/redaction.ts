import type { SecretText } from './secretText.ts';

/** What stands in the place of a secret. */
const MASK = '[secret]';

/** What a JSON Web Token begins with: `{"` in base64url. It looks the same inside of a form and of JSON. */
const TOKEN_START = 'eyJ';
/** Characters of its first part, that begin included; shorter ones are none. */
const SHORTEST_HEAD = 11;

/**
 * Shapes of secrets that nobody told us: bearer headers, and values of secret-bearing fields in forms and JSON. With JSON
 * Web Tokens a second net only: values that we know are removed whatever they look like.
 */
const SHAPES: readonly RegExp[] = [
  /(?<=\bbearer\s{1,8})[^\s"',;]{8,}/gi,
  /(?<="(?:client_?secret|secret|access_token|refresh_token|id_token)"\s*:\s*")[^"]+/gi,
  /(?<=\b(?:client_secret|access_token|refresh_token|id_token|password)=)[^&\s"']+/gi,
];

/**
 * Takes JSON Web Tokens out of text, whatever stands before them. By its parts, since an expression that may begin anywhere
 * takes minutes for a text that somebody has made for that.
 */
function withoutTokens(text: string): string {
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

/** Takes secrets out of text on its way to a log. */
export class Redaction {
  readonly #known = new Set<string>();

  /** Has a value removed from now on. */
  add(secret: SecretText): void {
    const value = secret.reveal();
    // gone by its shape wherever it stands; a window that is open for weeks gets thousands of them
    if (withoutTokens(value) === MASK) return;
    this.#known.add(value);
    // the same value as it looks inside a form or a JSON text
    this.#known.add(encodeURIComponent(value));
    this.#known.add(JSON.stringify(value).slice(1, -1));
  }

  /** Returns the text without any secret. */
  apply(text: string): string {
    let clean = text;
    for (const value of this.#known) clean = clean.replaceAll(value, MASK);
    clean = withoutTokens(clean);
    for (const shape of SHAPES) clean = clean.replace(shape, MASK);
    return clean;
  }
}

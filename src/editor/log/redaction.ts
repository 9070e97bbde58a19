import type { SecretText } from '../../service/model/secretText.ts';

/** What stands in the place of a secret. */
const MASK = '[secret]';

/** A JSON Web Token; it looks the same inside of a form and of JSON. */
const TOKEN = 'eyJ[\\w-]{8,}\\.[\\w-]+\\.[\\w-]*';

/**
 * Shapes of secrets that nobody told us: JSON Web Tokens, bearer headers, and values of secret-bearing fields in
 * forms and JSON. A second net only: values that we know are removed whatever they look like.
 */
const SHAPES: readonly RegExp[] = [
  new RegExp(TOKEN, 'g'),
  /(?<=\bbearer\s+)[^\s"',;]{8,}/gi,
  /(?<="(?:client_?secret|secret|access_token|refresh_token|id_token)"\s*:\s*")[^"]+/gi,
  /(?<=\b(?:client_secret|access_token|refresh_token|id_token|password)=)[^&\s"']+/gi,
];

const IS_TOKEN = new RegExp(`^${TOKEN}$`);

/** Takes secrets out of text on its way to a log. */
export class Redaction {
  readonly #known = new Set<string>();

  /** Has a value removed from now on. */
  add(secret: SecretText): void {
    const value = secret.reveal();
    // gone by its shape wherever it stands; a window that is open for weeks gets thousands of them
    if (IS_TOKEN.test(value)) return;
    this.#known.add(value);
    // the same value as it looks inside a form or a JSON text
    this.#known.add(encodeURIComponent(value));
    this.#known.add(JSON.stringify(value).slice(1, -1));
  }

  /** Returns the text without any secret. */
  apply(text: string): string {
    let clean = text;
    for (const value of this.#known) clean = clean.replaceAll(value, MASK);
    for (const shape of SHAPES) clean = clean.replace(shape, MASK);
    return clean;
  }
}

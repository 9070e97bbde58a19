const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** Decodes a text in quotes; `undefined` if it has a template (`${…}`, `%{…}`) or an unknown escape. */
export function decodeHclString(written: string): string | undefined {
  let isPlain = true;
  const value = written
    .slice(1, -1)
    .replace(
      /\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|([\s\S]))|(\${1,2}|%{1,2})\{/g,
      (all, short?: string, long?: string, escaped?: string, sign?: string) => {
        const code = Number.parseInt(short ?? long ?? '', 16);
        if (!Number.isNaN(code) && code <= 0x10ffff) return String.fromCodePoint(code);
        if (sign?.length === 2) return `${sign[0]}{`;
        const character = ESCAPES[escaped ?? ''];
        isPlain &&= character !== undefined;
        return character ?? all;
      },
    );
  return isPlain ? value : undefined;
}

const WRITTEN: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Writes a text in quotes; `undefined` if readers don't agree on it. */
export function writeHclString(value: string): string | undefined {
  // In a row of signs, it isn't clear which one is an escape.
  if (/\$\$\{|%%\{|\p{Surrogate}/u.test(value)) return undefined;
  const escaped = value.replace(
    /["\\]|\p{Cc}/gu,
    character => WRITTEN[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped.replace(/([$%])\{/g, '$1$1{')}"`;
}

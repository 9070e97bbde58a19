/** Languages of scripts, which differ in how they write texts. */
export type Dialect = 'batch' | 'powershell' | 'python' | 'r' | 'shell';

/** The dialects by what file names end with. */
const BY_ENDING: readonly (readonly [RegExp, Dialect])[] = [
  [/\.(?:sh|bash|zsh)$/i, 'shell'],
  [/\.psm?1$/i, 'powershell'],
  [/\.(?:cmd|bat)$/i, 'batch'],
  [/\.pyw?$/i, 'python'],
  [/\.r(?:md)?$/i, 'r'],
];

/** Returns the dialect of a file; `undefined` if it isn't a script. */
export const dialectOf = (fileName: string): Dialect | undefined =>
  BY_ENDING.find(([pattern]) => pattern.test(fileName))?.[1];

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Decodes what is in quotes. */
export function decodeQuoted(written: string, quote: string, dialect: Dialect): string {
  if (dialect === 'batch' || (dialect === 'shell' && quote === "'")) return written;
  if (dialect === 'shell') return written.replace(/\\(["$`\\])/g, '$1');
  if (dialect === 'powershell') {
    const single = written.replaceAll(quote + quote, quote);
    return quote === '"'
      ? single.replace(/`([\s\S])/g, (_all, character: string) => ESCAPES[character] ?? character)
      : single;
  }
  return written.replace(/\\([\s\S])/g, (all, character: string) =>
    /[nrt\\"']/.test(character) ? (ESCAPES[character] ?? character) : all,
  );
}

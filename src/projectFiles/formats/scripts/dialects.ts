/** Languages of scripts and programs, which differ in how they write texts. `c` is C, and what is like it in this. */
export type Dialect =
  | 'basic'
  | 'batch'
  | 'c'
  | 'csharp'
  | 'php'
  | 'powershell'
  | 'python'
  | 'r'
  | 'ruby'
  | 'shell';

/** The dialects by what file names end with. */
const BY_ENDING: readonly (readonly [RegExp, Dialect])[] = [
  [/\.(?:sh|bash|zsh|ksh)$/i, 'shell'],
  [/\.psm?1$/i, 'powershell'],
  [/\.(?:cmd|bat)$/i, 'batch'],
  [/\.pyw?$/i, 'python'],
  [/\.r(?:md)?$/i, 'r'],
  [/\.(?:csx?|fsx?)$/i, 'csharp'],
  [/\.(?:vb|bas)$/i, 'basic'],
  [/\.(?:php|p[lm])$/i, 'php'],
  [/\.(?:rb|rake)$/i, 'ruby'],
  [/\.(?:java|kts?|go|rs|swift|scala|sc|dart|groovy|gradle|lua|jl|mm?|[ch](?:c|pp|xx)?)$/i, 'c'],
];

/** Returns the dialect of a file; `undefined` if it is neither a script nor a program. */
export const dialectOf = (fileName: string): Dialect | undefined =>
  BY_ENDING.find(([pattern]) => pattern.test(fileName))?.[1];

/**
 * Dialects of programs. They handle client ids of whatever kind, in variables and parameters, so only literals say something.
 */
const PROGRAMS: ReadonlySet<Dialect> = new Set<Dialect>(['basic', 'c', 'csharp', 'php', 'ruby']);

/** Tells whether a dialect is one of programs, in which only literals are read. */
export const isProgram = (dialect: Dialect): boolean => PROGRAMS.has(dialect);

/** How a text begins. */
export interface Opening {
  /** Length of what is before the text. */
  readonly length: number;
  readonly quote: string;
  /** Whether backslashes mean nothing. */
  readonly isRaw: boolean;
  /** Whether expressions may be in braces. */
  readonly isTemplate: boolean;
}

const PLAIN_QUOTES = /()("""|'''|["'])/y;
const QUOTES: Readonly<Partial<Record<Dialect, RegExp>>> = {
  basic: /()(")/y,
  c: /((?:u8|[rLuU])?)("""|["'`])/y,
  csharp: /([$@]{0,2})("""|")/y,
  python: /([rbfu]{0,2})("""|'''|["'])/iy,
};

/** Returns how the text at an offset begins; `undefined` if there is none. */
export function openingAt(text: string, offset: number, dialect: Dialect): Opening | undefined {
  const quotes = QUOTES[dialect] ?? PLAIN_QUOTES;
  quotes.lastIndex = offset;
  const [all, prefix = '', quote = ''] = quotes.exec(text) ?? [];
  if (all === undefined) return undefined;
  return {
    length: all.length,
    quote,
    isRaw: quote === '`' || /[r@]/i.test(prefix),
    isTemplate: dialect === 'python' ? /f/i.test(prefix) : prefix.includes('$'),
  };
}

/** Returns the character that gives the next one of a text another meaning; `undefined` if there is none. */
export function escapeIn({ quote, isRaw }: Pick<Opening, 'quote' | 'isRaw'>, dialect: Dialect) {
  if (dialect === 'powershell') return quote === '"' ? '`' : undefined;
  if (dialect === 'batch' || dialect === 'basic' || (dialect === 'shell' && quote === "'")) return undefined;
  // In Python, a raw text goes on after an escaped quote.
  return isRaw && dialect !== 'python' ? undefined : '\\';
}

/** Tells whether a quote that is written twice is a part of the text. */
export const doublesQuotes = ({ isRaw }: Pick<Opening, 'isRaw'>, dialect: Dialect): boolean =>
  dialect === 'powershell' || dialect === 'basic' || (dialect === 'csharp' && isRaw);

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Decodes what is in quotes. */
export function decodeQuoted(written: string, opening: Opening, dialect: Dialect): string {
  const { quote } = opening;
  const single = doublesQuotes(opening, dialect) ? written.replaceAll(quote + quote, quote) : written;
  const escaping = escapeIn(opening, dialect);
  if (escaping === undefined || opening.isRaw) return single;
  if (dialect === 'shell') return single.replace(/\\(["$`\\])/g, '$1');
  if (dialect === 'powershell')
    return single.replace(/`([\s\S])/g, (_all, character: string) => ESCAPES[character] ?? character);
  if ((dialect === 'php' || dialect === 'ruby') && quote === "'") return single.replace(/\\(['\\])/g, '$1');
  return single.replace(/\\([\s\S])/g, (all, character: string) =>
    /[nrt\\"']/.test(character) ? (ESCAPES[character] ?? character) : all,
  );
}

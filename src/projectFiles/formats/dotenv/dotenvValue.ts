import type { DotenvQuote } from './dotenvText.ts';

/**
 * The values that each kind of quotes can hold so that the `dotenv` package, Node's `--env-file`, a POSIX shell
 * (`set -a; . ./.env`) and docker compose all read the same. Backticks are never written, because a shell runs what they
 * enclose.
 */
const CARRIES: Readonly<Record<DotenvQuote, RegExp>> = {
  // No character that is special to a shell or dotenv, nor `~`, which expands at the beginning.
  '': /^[\w\-.:/+=@%,]*$/,
  // A shell takes everything literally; for dotenv and compose, a backslash at the end escapes the closing quote.
  "'": /^[^']*(?<!\\)$/,
  // Nothing that needs an escape, because readers disagree about escapes.
  '"': /^[^"$`\\]*$/,
  '`': /(?!)/,
};

/**
 * What no quotes can hold: a NUL ends a variable, dotenv turns a carriage return into a line feed, a shell uses other
 * control characters itself, and half of a surrogate pair has no UTF-8.
 */
const NEVER_CARRIED = /(?![\t\n])\p{Cc}|\p{Surrogate}/u;

/** The quotes for a value that had none before, in order of preference. */
const PREFERENCE: readonly DotenvQuote[] = ['', "'", '"'];

/** Writes a value with the given quotes if these can hold it, otherwise with others; `undefined` if none can. */
export function writeDotenvValue(value: string, style: DotenvQuote = ''): string | undefined {
  if (NEVER_CARRIED.test(value)) return undefined;
  const quote = [style, ...PREFERENCE].find(candidate => CARRIES[candidate].test(value));
  return quote === undefined ? undefined : `${quote}${value}${quote}`;
}

import type { DotenvQuote } from './dotenvText.ts';

/**
 * The values that each kind of quotes can hold so that the `dotenv` package, Node's `--env-file`, a POSIX shell
 * (`set -a; . ./.env`) and docker compose all read the same. Backticks are never written, because a shell runs what they
 * enclose.
 */
const CARRIES_FOR_SHELLS: Readonly<Record<DotenvQuote, RegExp>> = {
  // No character that is special to a shell or dotenv, nor `~`, which expands at the beginning.
  '': /^[\w\-.:/+=@%,]*$/,
  // A shell takes everything literally; for dotenv and compose, a backslash at the end escapes the closing quote.
  "'": /^[^']*(?<!\\)$/,
  // Nothing that needs an escape, because readers disagree about escapes.
  '"': /^[^"$`\\]*$/,
  '`': /(?!)/,
};

/**
 * The same for files that other programs read, too. dotenv-expand puts variables into single quotes as well, as Next.js, Vite and
 * python-dotenv do, and the escape that it has for `$` is a part of the value to the others.
 */
const CARRIES: Readonly<Record<DotenvQuote, RegExp>> = { ...CARRIES_FOR_SHELLS, "'": /^[^'$]*(?<!\\)$/ };

/**
 * What no quotes can hold: a NUL ends a variable, dotenv turns a carriage return into a line feed, a shell uses other
 * control characters itself, and half of a surrogate pair has no UTF-8.
 */
const NEVER_CARRIED = /(?![\t\n])\p{Cc}|\p{Surrogate}/u;

/** The quotes for a value that had none before, in order of preference. */
const PREFERENCE: readonly DotenvQuote[] = ['', "'", '"'];

/**
 * Writes a value with the given quotes if these can hold it, otherwise with others; `undefined` if none can.
 *
 * @param isForShell whether only a shell reads it
 */
export function writeDotenvValue(
  value: string,
  style: DotenvQuote = '',
  isForShell = false,
): string | undefined {
  if (NEVER_CARRIED.test(value)) return undefined;
  const carries = isForShell ? CARRIES_FOR_SHELLS : CARRIES;
  const quote = [style, ...PREFERENCE].find(candidate => carries[candidate].test(value));
  return quote === undefined ? undefined : `${quote}${value}${quote}`;
}

import type { DotenvQuote } from './dotenvText.ts';

/**
 * Which values each way of writing carries so that the `dotenv` package, Node's `--env-file`, a POSIX shell
 * (`set -a; . ./.env`) and docker compose all read the same. A shell runs what stands between backticks, so they
 * are never written.
 */
const CARRIES: Readonly<Record<DotenvQuote, RegExp>> = {
  // no character that a shell or dotenv treats in any way; `~` only expands at the beginning, but who knows of what
  '': /^[\w\-.:/+=@%,]*$/,
  // a shell takes everything literally; for dotenv and compose, a backslash at the end hides the closing quote
  "'": /^[^']*(?<!\\)$/,
  // readers disagree about escapes: nothing that needs one
  '"': /^[^"$`\\]*$/,
  '`': /(?!)/,
};

/**
 * What no way of writing carries: a NUL ends a variable, dotenv makes a line feed of a carriage return, a shell
 * uses other control characters for itself, and half of a surrogate pair has no UTF-8.
 */
const NEVER_CARRIED = /(?![\t\n])\p{Cc}|\p{Surrogate}/u;

/** The ways to write a value that had none before, the plainest first. */
const PREFERENCE: readonly DotenvQuote[] = ['', "'", '"'];

/** Writes a value, in the style that stood there if that can carry it; `undefined` when nothing can. */
export function writeDotenvValue(value: string, style: DotenvQuote = ''): string | undefined {
  if (NEVER_CARRIED.test(value)) return undefined;
  const quote = [style, ...PREFERENCE].find(candidate => CARRIES[candidate].test(value));
  return quote === undefined ? undefined : `${quote}${value}${quote}`;
}

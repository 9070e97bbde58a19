import type { DotenvQuote } from './dotenvText.ts';

/**
 * Which values each way of writing carries so that the `dotenv` package, a POSIX shell (`set -a; . ./.env`) and
 * docker compose all read the same. A shell runs what stands between backticks, so they are never written.
 */
const CARRIES: Readonly<Record<DotenvQuote, (value: string) => boolean>> = {
  // no character that a shell or dotenv treats in any way; `~` only expands at the beginning, but who knows of what
  '': value => /^[\w\-.:/+=@%,]*$/.test(value),
  // a shell takes everything literally; dotenv takes a backslash before the closing quote for an escape
  "'": value => !/'|\r|\\$/.test(value) && !value.includes('\0'),
  // dotenv turns `\n` into a line end and leaves other escapes standing: nothing that needs one
  '"': value => !/["$`\\\r]/.test(value) && !value.includes('\0'),
  '`': () => false,
};

/** The ways to write a value that had none before, the plainest first. */
const PREFERENCE: readonly DotenvQuote[] = ['', "'", '"'];

/** Writes a value, in the style that stood there if that can carry it; `undefined` when nothing can. */
export function writeDotenvValue(value: string, style: DotenvQuote = ''): string | undefined {
  const quote = [style, ...PREFERENCE].find(candidate => CARRIES[candidate](value));
  return quote === undefined ? undefined : `${quote}${value}${quote}`;
}

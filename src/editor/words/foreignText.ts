/** Longest text of others that a sentence of ours takes in, UTF-16 units: an error box shows two lines. */
const LONGEST = 500;

/** Line ends, control characters, and those that turn the direction of what stands behind them. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu;

/**
 * Makes what a service or a program has said, or what somebody has called something, fit to stand in a sentence of
 * ours: one line, no longer than one reads, without characters that nobody sees.
 */
export function foreignText(said = ''): string {
  const clean = withoutLinks(said.slice(0, 2 * LONGEST).replace(UNSEEN, ' ')).trim();
  return clean.length <= LONGEST ? clean : `${clean.slice(0, LONGEST)}…`;
}

/**
 * Breaks links apart: the editor makes `[text](command:…)` in a message one that runs a command, whoever wrote it
 * (VS Code, `notificationsViewer`).
 */
export const withoutLinks = (text: string): string => text.replaceAll('](', '] (');

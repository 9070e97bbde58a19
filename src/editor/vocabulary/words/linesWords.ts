import * as l10n from '@vscode/l10n';

/** Files, or clients, that are named one by one; more would push the buttons off a small screen. */
const NAMED = 8;

/** Writes a list a line each, and how many more there are. */
export function linesInWords(names: readonly string[]): string {
  const lines = names.slice(0, NAMED).map(name => `• ${name}`);
  const more = names.length - NAMED;
  return [...lines, ...(more > 0 ? [l10n.t('… and {0} more', more)] : [])].join('\n');
}

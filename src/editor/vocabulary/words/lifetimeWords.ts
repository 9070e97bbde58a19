import * as l10n from '@vscode/l10n';

/** Writes a token's lifetime, given in seconds: "1 h", "15 min", "90 s". */
export function lifetimeInWords(seconds: number): string {
  if (seconds % 3600 === 0) return l10n.t('{0} h', seconds / 3600);
  return seconds % 60 === 0 ? l10n.t('{0} min', seconds / 60) : l10n.t('{0} s', seconds);
}

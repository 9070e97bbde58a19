import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { calendarDays } from '../../../../credentials/expiry/calendarDays.ts';
import { distanceInWords } from '../../../vocabulary/words/expiryWords.ts';

const SCHEME = 'client-credentials-health';

/** A badge has room for two characters: "9d". What is farther off has neither badge nor color, only its icon. */
const MOST_DAYS = 9;

/** URI of the decoration of what has expired. The editor identifies decorations by URI. */
export const EXPIRED_URI: vscode.Uri = vscode.Uri.from({ scheme: SCHEME, path: '/expired' });

/** Returns the URI of the decoration of what expires within days; `undefined` for what is farther off. */
export function expiringUri(expiresAt: Date, now: Date): vscode.Uri | undefined {
  const days = calendarDays(expiresAt, now);
  if (days > MOST_DAYS) return undefined;
  const fragment = distanceInWords(expiresAt, now);
  return vscode.Uri.from({ scheme: SCHEME, path: '/expiring', query: String(days), fragment });
}

/** Colors expiring secrets in trees, with the days that are left for users who cannot see the color. */
export const expiryDecorations: vscode.FileDecorationProvider = {
  provideFileDecoration: uri => {
    if (uri.scheme !== SCHEME) return undefined;
    if (uri.path === '/expired')
      return new vscode.FileDecoration('!', l10n.t('expired'), new vscode.ThemeColor('list.errorForeground'));
    return new vscode.FileDecoration(
      l10n.t('{0}d', uri.query),
      l10n.t('expires {0}', uri.fragment),
      new vscode.ThemeColor('list.warningForeground'),
    );
  },
};

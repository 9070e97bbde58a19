import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

const SCHEME = 'client-credentials-health';

/** States that are decorated. */
export type DecoratedState = 'expired' | 'expiring';

/** URI of a decoration: the editor identifies them by URI. */
export const decorationUri = (state: DecoratedState): vscode.Uri =>
  vscode.Uri.from({ scheme: SCHEME, path: `/${state}` });

/** Colors expiring secrets in trees, with a letter for users who cannot see the color. */
export const expiryDecorations: vscode.FileDecorationProvider = {
  provideFileDecoration: uri => {
    if (uri.scheme !== SCHEME) return undefined;
    return uri.path === '/expired'
      ? new vscode.FileDecoration('!', l10n.t('expired'), new vscode.ThemeColor('list.errorForeground'))
      : new vscode.FileDecoration(
          '~',
          l10n.t('expires soon'),
          new vscode.ThemeColor('list.warningForeground'),
        );
  },
};

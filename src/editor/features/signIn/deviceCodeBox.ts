import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { DeviceSignIn } from '../../../signIn/deviceSignIn.ts';
import { safeItem } from '../../platform/window/safeWindow.ts';
import { labelText } from '../../vocabulary/shownText.ts';
import { openInBrowser } from './openInBrowser.ts';

interface Line extends vscode.QuickPickItem {
  readonly run: () => Thenable<unknown>;
}

/** Shows the code, where to type it, and what can be done about both; `closed` aborts when the user gives up. */
export function showDeviceCode(
  name: string,
  signIn: Pick<DeviceSignIn, 'userCode' | 'verificationUri' | 'verificationUriComplete' | 'lifetimeSeconds'>,
): vscode.Disposable & { readonly closed: AbortSignal } {
  const { userCode, verificationUri, verificationUriComplete, lifetimeSeconds } = signIn;
  const closed = new AbortController();
  const list = vscode.window.createQuickPick<Line>();
  const { writeText } = vscode.env.clipboard;
  list.title = labelText(l10n.t('Sign In to {0}: Your Code Is {1}', name, userCode));
  list.placeholder = l10n.t(
    'Type it into a browser within {0} min; this closes by itself',
    Math.ceil(lifetimeSeconds / 60),
  );
  const lines: readonly Line[] = [
    {
      label: l10n.t('Open the page with the code filled in'),
      iconPath: new vscode.ThemeIcon('link-external'),
      detail: verificationUriComplete,
      run: () => openInBrowser(verificationUriComplete),
    },
    {
      label: l10n.t('Copy the code'),
      iconPath: new vscode.ThemeIcon('copy'),
      description: userCode,
      run: () => writeText(userCode),
    },
    {
      label: l10n.t('Copy the address, for another machine'),
      iconPath: new vscode.ThemeIcon('link'),
      description: verificationUri,
      run: () => writeText(verificationUri),
    },
  ];
  list.items = lines.map(safeItem);
  list.busy = true;
  list.ignoreFocusOut = true;
  list.onDidAccept(() => list.activeItems[0]?.run());
  list.onDidHide(() => closed.abort());
  list.show();
  return { closed: closed.signal, dispose: () => list.dispose() };
}

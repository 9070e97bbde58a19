import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { SecretText } from '../../../secret/secretText.ts';
import { openPagePanel, type PageHost, pageResources } from '../../platform/webview/page.ts';
import { confirmUse, type SecretUse } from '../../platform/window/confirmUse.ts';
import { type ResultViewModel, resultViewContent } from './resultViewContent.ts';

/** What the page may ask for; anything else that it posts is ignored. */
type PageAction =
  | 'copyId'
  | 'copySecret'
  | 'details'
  | 'hide'
  | 'insert'
  | 'reveal'
  | 'runInTerminal'
  | 'verify';

/** What a result view does when its buttons are pressed. */
export interface ResultViewActions {
  /** Returns the value; `undefined` when it is no longer saved. */
  readonly secret: () => Promise<SecretText | undefined>;
  readonly copyId: () => Promise<void>;
  /** Copies the value and says in words how long it stays on the clipboard. */
  readonly copySecret: (secret: SecretText) => Promise<string>;
  readonly insert: () => Promise<void>;
  /** Opens a terminal whose environment has the credential. */
  readonly runInTerminal: (secret: SecretText) => Promise<void>;
  /** Opens the details of the client. */
  readonly details: () => Promise<void>;
  /** Tries the credential and says in words what came of it. */
  readonly verify: () => Promise<string>;
}

/** Opens the panel that shows a client id with its secret, masked until the user presses *Reveal*. */
export function openResultView(model: ResultViewModel, actions: ResultViewActions, host: PageHost): void {
  const title = l10n.t('Credentials of {0}', model.clientName);
  const panel = openPagePanel('clientCredentials.result', title, host);
  const handlers = pageHandlers(panel.webview, model.clientName, actions);
  const listening = panel.webview.onDidReceiveMessage((message: unknown) => {
    const action = (message as { action?: PageAction } | undefined)?.action;
    const handler = action && Object.hasOwn(handlers, action) ? handlers[action] : undefined;
    if (handler) void host.run(handler);
  });
  panel.onDidDispose(() => listening.dispose());
  panel.webview.html = resultViewContent(model, pageResources(panel.webview, host, 'resultView.js'));
}

function pageHandlers(
  page: vscode.Webview,
  clientName: string,
  actions: ResultViewActions,
): Readonly<Record<PageAction, () => Promise<void>>> {
  const say = async (status: string) => {
    await page.postMessage({ status });
  };
  const withSecret = async (use: (secret: SecretText) => Promise<void>) => {
    const secret = await actions.secret();
    await (secret ? use(secret) : say(l10n.t('The value is no longer kept on this machine.')));
  };
  const withConfirmed = async (name: SecretUse, use: (secret: SecretText) => Promise<void>) => {
    if (await confirmUse(name, clientName)) await withSecret(use);
  };
  return {
    copyId: async () => {
      await actions.copyId();
      await say(l10n.t('Client id copied.'));
    },
    copySecret: () =>
      withConfirmed('copy', async secret => {
        await say(await actions.copySecret(secret));
      }),
    reveal: () =>
      withConfirmed('reveal', async secret => {
        await page.postMessage({ secret: secret.reveal(), hideAfterMs: hideAfterMs() });
      }),
    hide: async () => {},
    insert: actions.insert,
    details: actions.details,
    runInTerminal: () => withSecret(actions.runInTerminal),
    verify: async () => {
      await say(l10n.t('Verifying…'));
      await say(await actions.verify());
    },
  };
}

/** Returns how long a value is shown, in milliseconds, from the setting; 0: until it is hidden or the page loses the focus. */
const hideAfterMs = (): number =>
  1000 * vscode.workspace.getConfiguration('clientCredentials').get('reveal.hideAfterSeconds', 30);

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { SecretText } from '../../../secret/secretText.ts';
import { LivePage } from '../../platform/webview/livePage.ts';
import { openPagePanel, type PageHost } from '../../platform/webview/page.ts';
import { confirmUse, type SecretUse } from '../../platform/window/confirmUse.ts';
import { type ResultViewModel, resultViewContent } from './resultViewContent.ts';

/** What the page may ask for; anything else that it posts is ignored. */
type PageAction =
  | 'copyId'
  | 'copySecret'
  | 'copySnippet'
  | 'details'
  | 'fix'
  | 'insert'
  | 'openLocation'
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
  /** Copies a command by its index. */
  readonly copySnippet: (at: number) => Promise<void>;
  readonly insert: () => Promise<void>;
  /** Opens a terminal whose environment has the credential. */
  readonly runInTerminal: (secret: SecretText) => Promise<void>;
  /** Opens the details of the client. */
  readonly details: () => Promise<void>;
  /** Opens a file that has the credential, by its index. */
  readonly openLocation: (at: number) => Promise<void>;
  /** Tries the credential. The page shows what came of it. */
  readonly verify: () => Promise<void>;
  /** Does what the state of the verification advises. */
  readonly fix: () => Promise<void>;
}

/** A page that is open. */
export interface ResultView {
  readonly panel: vscode.WebviewPanel;
  /** Shows what has changed, in place. */
  readonly update: (model: ResultViewModel) => Promise<void>;
}

/** Opens the panel that shows a client id with its secret, masked until the user presses *Reveal*. */
export function openResultView(
  model: ResultViewModel,
  actions: ResultViewActions,
  host: PageHost,
): ResultView {
  const title = l10n.t('Credentials of {0}', model.clientName);
  const panel = openPagePanel('clientCredentials.result', title, host);
  const act = async (message: unknown) => {
    const { action, at } = (message ?? {}) as { action?: PageAction; at?: number };
    if (action && Object.hasOwn(handlers, action)) await handlers[action](at ?? -1);
  };
  const live = new LivePage(panel, host, act, 'resultView.js');
  const handlers = pageHandlers(live, model.clientName, actions);
  panel.onDidDispose(() => live.dispose());
  live.write(resources => resultViewContent(model, resources));
  return {
    panel,
    update: changed => live.update(resources => resultViewContent(changed, resources)),
  };
}

function pageHandlers(
  page: LivePage,
  clientName: string,
  actions: ResultViewActions,
): Readonly<Record<PageAction, (at: number) => Promise<void>>> {
  /** Confirms in the button that something was copied; a screen reader hears the status. */
  const confirm = (action: PageAction, status: string) =>
    page.post({ confirmed: l10n.t('Copied'), action, status });
  const withSecret = async (use: (secret: SecretText) => Promise<void>) => {
    const secret = await actions.secret();
    if (secret) await use(secret);
    else await page.post({ status: l10n.t('The value is no longer saved on this machine.') });
  };
  const withConfirmed = async (name: SecretUse, use: (secret: SecretText) => Promise<void>) => {
    if (await confirmUse(name, clientName)) await withSecret(use);
  };
  return {
    copyId: async () => {
      await actions.copyId();
      await confirm('copyId', l10n.t('Client ID copied.'));
    },
    copySecret: () =>
      withConfirmed('copy', async secret => {
        await confirm('copySecret', await actions.copySecret(secret));
      }),
    copySnippet: async at => {
      await actions.copySnippet(at);
      await confirm('copySnippet', l10n.t('Command copied.'));
    },
    reveal: () =>
      withConfirmed('reveal', async secret => {
        await page.post({ secret: secret.reveal(), hideAfterMs: hideAfterMs() });
      }),
    insert: actions.insert,
    details: actions.details,
    openLocation: actions.openLocation,
    runInTerminal: () => withSecret(actions.runInTerminal),
    verify: actions.verify,
    fix: actions.fix,
  };
}

/** Returns how long a value is shown, in milliseconds, from the setting; 0: until it is hidden or the page loses the focus. */
const hideAfterMs = (): number =>
  1000 * vscode.workspace.getConfiguration('clientCredentials').get('reveal.hideAfterSeconds', 30);

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import { labelText, messageText } from '../../vocabulary/shownText.ts';
import { openInBrowser } from './openInBrowser.ts';

/** What the box waits for. */
export interface RedirectQuestion {
  /** Name of the connection. */
  readonly name: string;
  /** Address that the browser was sent to. */
  readonly url: string;
  readonly redirectUri: string;
  /** Tells whether an address is the answer that is waited for. */
  readonly isAnswer: (redirected: URL) => boolean;
  /** What the user should know: why the answer has to be pasted, or what this attempt leaves out. */
  readonly hints: readonly (string | undefined)[];
}

/**
 * Shows that the browser is waited for, and takes the address where it ended if it cannot reach us. `answer` is
 * `undefined` when the user says that the browser shows an error; it rejects with `cancelled` when the user closes the box.
 */
export function askForRedirect(
  question: RedirectQuestion,
): vscode.Disposable & { readonly answer: Promise<URL | undefined> } {
  const box = vscode.window.createInputBox();
  const openAgain = {
    iconPath: new vscode.ThemeIcon('link-external'),
    tooltip: l10n.t('Open the Browser Again'),
  };
  const refused = {
    iconPath: new vscode.ThemeIcon('warning'),
    tooltip: l10n.t('The Browser Shows an Error'),
  };
  const copy = { iconPath: new vscode.ThemeIcon('copy'), tooltip: l10n.t('Copy the Address to Sign In At') };
  box.title = labelText(l10n.t('Sign In to {0}', question.name));
  box.prompt = [
    ...question.hints,
    l10n.t(
      'Continue in the browser. If it ends on a page that can’t be shown, paste the address of that page here. If the service shows an error, select “The Browser Shows an Error” above.',
    ),
  ]
    .filter(Boolean)
    .join(' ');
  box.placeholder = `${question.redirectUri}?code=…`;
  box.buttons = [refused, openAgain, copy];
  box.busy = true;
  box.ignoreFocusOut = true;
  const answer = new Promise<URL | undefined>((resolve, reject) => {
    box.onDidTriggerButton(button => {
      if (button === refused) return resolve(undefined);
      return button === copy ? vscode.env.clipboard.writeText(question.url) : openInBrowser(question.url);
    });
    box.onDidChangeValue(() => {
      box.validationMessage = undefined;
    });
    box.onDidAccept(() => {
      const redirected = URL.parse(box.value.trim());
      if (redirected && question.isAnswer(redirected)) return resolve(redirected);
      box.validationMessage = messageText(
        l10n.t(
          'This address doesn’t belong to this sign-in. Paste the whole address, which begins with {0}.',
          question.redirectUri,
        ),
      );
    });
    box.onDidHide(() => reject(new CredentialsError('cancelled')));
  });
  // The box is closed when the answer comes another way: then this promise is no longer needed.
  answer.catch(() => undefined);
  box.show();
  return { answer, dispose: () => box.dispose() };
}

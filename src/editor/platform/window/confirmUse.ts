import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { safeWindow } from './safeWindow.ts';

/** What can be done with a saved value that makes it readable for others. */
export type SecretUse = 'reveal' | 'copy' | 'terminal';

interface Question {
  readonly ask: (clientName: string) => string;
  readonly detail: () => string;
  readonly button: () => string;
}

const QUESTIONS: Readonly<Record<SecretUse, Question>> = {
  reveal: {
    ask: name => l10n.t('Reveal the secret of “{0}”?', name),
    detail: () => l10n.t('Anyone who sees your screen can read it.'),
    button: () => l10n.t('Reveal'),
  },
  copy: {
    ask: name => l10n.t('Copy the secret of “{0}”?', name),
    detail: () => l10n.t('Every program can read the clipboard.'),
    button: () => l10n.t('Copy Secret'),
  },
  terminal: {
    ask: name => l10n.t('Open a terminal with the secret of “{0}”?', name),
    detail: () => l10n.t('Every program that you run in the terminal gets it.'),
    button: () => l10n.t('Open Terminal'),
  },
};

/** Asks the user before a value is used, if the setting wants that. Resolves with whether it may be used. */
export async function confirmUse(use: SecretUse, clientName: string): Promise<boolean> {
  const isAsked = vscode.workspace.getConfiguration('clientCredentials').get('confirmBeforeReveal', false);
  if (!isAsked) return true;
  const { ask, detail, button } = QUESTIONS[use];
  const options = { modal: true, detail: detail() };
  return (await safeWindow.showWarningMessage(ask(clientName), options, button())) === button();
}

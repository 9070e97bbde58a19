import * as vscode from 'vscode';
import { withoutLinks } from './words/foreignText.ts';

type Show = typeof vscode.window.showInformationMessage;

/**
 * Message boxes and toasts. The editor makes of `[text](command:…)` in a toast a link that runs a command, and what we
 * show has names in it that others have given: no text of ours has such a link, so none works.
 */
export const messageBox = {
  information: plain('showInformationMessage'),
  warning: plain('showWarningMessage'),
  error: plain('showErrorMessage'),
};

function plain(name: 'showInformationMessage' | 'showWarningMessage' | 'showErrorMessage'): Show {
  return ((text: string, ...rest: string[]) =>
    (vscode.window[name] as Show)(withoutLinks(text), ...rest)) as Show;
}

import * as vscode from 'vscode';
import { labelText, linesText, messageText, pickDetail, pickLabel } from '../../vocabulary/shownText.ts';
import { runningCommands } from './runningCommands.ts';

/** A function that shows a message with buttons. */
type ShowMessage = (
  message: string,
  ...rest: readonly (vscode.MessageOptions | string)[]
) => Thenable<string | undefined>;

/** The editor's three functions differ only in the icon. */
function makeSafe(show: ShowMessage) {
  function message(text: string, ...buttons: readonly string[]): Thenable<string | undefined>;
  function message(
    text: string,
    options: vscode.MessageOptions,
    ...buttons: readonly string[]
  ): Thenable<string | undefined>;
  function message(text: string, ...rest: readonly (vscode.MessageOptions | string)[]) {
    const [first] = rest;
    if (typeof first !== 'object')
      return runningCommands.waitForAnswer(() => show(messageText(text), ...rest));
    const { detail, ...others } = first;
    const options = detail === undefined ? others : { ...others, detail: linesText(detail) };
    // A dialog renders line breaks but no links.
    if (others.modal) return show(linesText(text).replaceAll('\n', ' '), options, ...rest.slice(1));
    return runningCommands.waitForAnswer(() => show(messageText(text), options, ...rest.slice(1)));
  }
  return message;
}

/** An entry of a list as shown, with the original entry. */
type Shown<T> = vscode.QuickPickItem & { readonly of: T };

/** Makes list entries that render as plain text. */
export function safeItem<T extends vscode.QuickPickItem>(item: T): T {
  return {
    ...item,
    label: pickLabel(item.label),
    description: item.description && pickDetail(item.description),
    detail: item.detail && pickDetail(item.detail),
  };
}

async function showQuickPick<T extends vscode.QuickPickItem>(
  items: readonly T[] | Thenable<readonly T[]>,
  options: vscode.QuickPickOptions,
): Promise<T | undefined> {
  const picked = await vscode.window.showQuickPick(safeItems(items), safeOptions(options));
  return picked?.of;
}

async function showQuickPickMany<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: vscode.QuickPickOptions,
): Promise<readonly T[] | undefined> {
  const picked = await vscode.window.showQuickPick(safeItems(items), {
    ...safeOptions(options),
    canPickMany: true,
  });
  return picked?.map(item => item.of);
}

const safeItems = <T extends vscode.QuickPickItem>(
  items: readonly T[] | Thenable<readonly T[]>,
): Promise<Shown<T>[]> =>
  Promise.resolve(items).then(all =>
    all.map((item): Shown<T> => ({ ...safeItem<vscode.QuickPickItem>(item), of: item })),
  );

const safeOptions = ({
  title,
  placeHolder,
  ...others
}: vscode.QuickPickOptions): vscode.QuickPickOptions => ({
  ...others,
  title: title && labelText(title),
  placeHolder: placeHolder && labelText(placeHolder),
});

/**
 * The functions of the editor that show texts, safe for untrusted names of clients, secrets, roles and files. Links,
 * icons, line breaks and bidirectional controls in them are shown as plain text. No other file calls those functions;
 * a test checks that.
 */
export const safeWindow = {
  showInformationMessage: makeSafe(vscode.window.showInformationMessage as ShowMessage),
  showWarningMessage: makeSafe(vscode.window.showWarningMessage as ShowMessage),
  showErrorMessage: makeSafe(vscode.window.showErrorMessage as ShowMessage),
  showQuickPick,
  /** Shows a list of which several entries can be picked; `undefined` when the user cancels. */
  showQuickPickMany,
  /** Shows progress; its title and messages are made safe as well. */
  withProgress: <R>(
    options: vscode.ProgressOptions,
    task: (
      progress: vscode.Progress<{ message?: string; increment?: number }>,
      token: vscode.CancellationToken,
    ) => Thenable<R>,
  ): Thenable<R> =>
    vscode.window.withProgress(
      { ...options, title: options.title && messageText(options.title) },
      (progress, token) =>
        task(
          {
            report: ({ message, ...others }) =>
              progress.report({
                ...others,
                message: message && messageText(message),
              }),
          },
          token,
        ),
    ),
  /** Opens a terminal. */
  createTerminal: (options: vscode.TerminalOptions): vscode.Terminal =>
    vscode.window.createTerminal({
      ...options,
      name: options.name && pickLabel(options.name),
    }),
} as const;

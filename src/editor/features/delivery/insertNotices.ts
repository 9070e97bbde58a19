import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { StoreError } from '../../../externalStores/storeError.ts';
import { ProjectFileError } from '../../../projectFiles/projectFileError.ts';
import type { Core } from '../../core/core.ts';
import { openFile } from '../../platform/files/openFile.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { commandId } from '../../vocabulary/commandId.ts';
import { attempting, noteAttempt } from '../../vocabulary/errors/attempt.ts';
import { errorInWords, type FaultyFile } from '../../vocabulary/errors/messages.ts';
import { placeInWords } from '../../vocabulary/words/storeWords.ts';
import { targetInWords } from '../../vocabulary/words/targetWords.ts';
import type { Insertable, Inserted, InsertedIntoFile } from './insertable.ts';

/** A button of a message, and what it does. */
type Action = readonly [label: string, act: () => Promise<void>];

/** What can be done after something was inserted. */
interface AfterInsert {
  /** Asks for another location, and runs `before` when the user has agreed to it. */
  readonly insertElsewhere?: ((before: () => Promise<void>) => Promise<void>) | undefined;
}

/** Says what was written where, and offers to undo it. Ends when that is shown, not when it is read. */
export function sayInserted(
  core: Core,
  what: Pick<Insertable, 'clientName' | 'hasSecret'>,
  inserted: Inserted,
  { insertElsewhere }: AfterInsert = {},
): void {
  if (inserted.kind === 'store') {
    const { id, place } = inserted.order;
    const stored = l10n.t('The secret of {0} is in {1}.', what.clientName, placeInWords(id, place));
    return void safeWindow.showInformationMessage(stored);
  }
  const undoQuietly = () => core.run(() => undo(core, inserted));
  show(safeWindow.showInformationMessage, core, insertedInWords(what, inserted), [
    [l10n.t('Undo'), () => undoAndSay(core, inserted)],
    ...(insertElsewhere
      ? [[l10n.t('Other Location…'), () => insertElsewhere(undoQuietly)] satisfies Action]
      : []),
    openAction({ file: inserted.target.path }),
  ]);
}

/** Says whose credentials were replaced by those of a new client or secret, and offers to undo it. */
export function sayReplaced(core: Core, inserted: InsertedIntoFile): void {
  const text = replacementInWords(inserted);
  if (text === undefined) return;
  show(safeWindow.showInformationMessage, core, text, [
    [l10n.t('Undo'), () => undoAndSay(core, inserted)],
    openAction({ file: inserted.target.path }),
  ]);
}

function insertedInWords(
  { clientName, hasSecret }: Pick<Insertable, 'clientName' | 'hasSecret'>,
  inserted: InsertedIntoFile,
): string {
  const name = targetInWords(inserted.target);
  const text = hasSecret
    ? l10n.t('The credentials of {0} are in {1}.', clientName, name)
    : l10n.t('The client {0} is in {1}. It has no secret.', clientName, name);
  return [text, replacementInWords(inserted)].filter(Boolean).join(' ');
}

const replacementInWords = ({ target }: InsertedIntoFile): string | undefined =>
  target.replacedClient === undefined
    ? undefined
    : l10n.t('The credentials of “{0}” in {1} were replaced.', target.replacedClient, targetInWords(target));

async function undoAndSay(core: Core, inserted: InsertedIntoFile): Promise<void> {
  try {
    await undo(core, inserted);
  } catch (error) {
    if (!(error instanceof ProjectFileError)) throw error;
    core.log.error(error);
    return sayNotUndone(core, error, () => undoAndSay(core, inserted));
  }
  const name = targetInWords(inserted.target);
  void safeWindow.showInformationMessage(
    inserted.target.exists
      ? l10n.t('{0} was restored.', name)
      : l10n.t("{0} was removed, because it didn't exist before.", name),
  );
}

/** Says why nothing was undone. A file that was changed since stays as it is: trying again changes nothing. */
function sayNotUndone(core: Core, error: ProjectFileError, tryAgain: () => Promise<void>): void {
  const { text, open } = errorInWords(error);
  show(safeWindow.showWarningMessage, core, text, [
    ...(open ? [openAction(open)] : []),
    ...(error.code === 'changedMeanwhile' ? [] : [[l10n.t('Try Again'), tryAgain] satisfies Action]),
  ]);
}

const openAction = ({ file, position }: FaultyFile): Action => [
  l10n.t('Open File'),
  () => openFile(file, position),
];

async function undo(core: Core, inserted: InsertedIntoFile): Promise<void> {
  await attempting('undoInsert', inserted.undo);
  await core.tell({ kind: 'projectFiles' });
}

/** What can be done after something could not be inserted. */
interface AfterFailure {
  readonly tryAgain: () => Promise<void>;
  readonly insertElsewhere: () => Promise<void>;
}

/** Says why nothing was inserted, with the buttons that help. Ends when that is shown, not when it is read. */
export function sayNotInserted(
  core: Core,
  error: ProjectFileError | StoreError,
  { tryAgain, insertElsewhere }: AfterFailure,
): void {
  const { text, open, mend } = errorInWords(noteAttempt(error, 'insert'));
  show(safeWindow.showErrorMessage, core, text, [
    ...(open ? [openAction(open)] : []),
    ...(mend
      ? [
          [
            mend.label,
            async () => {
              await vscode.commands.executeCommand(commandId(mend.command));
            },
          ] satisfies Action,
        ]
      : []),
    [l10n.t('Try Again'), tryAgain],
    [l10n.t('Other Location…'), insertElsewhere],
  ]);
}

function show(
  message: (text: string, ...buttons: readonly string[]) => Thenable<string | undefined>,
  core: Pick<Core, 'run'>,
  text: string,
  actions: readonly Action[],
): void {
  void message(text, ...actions.map(([label]) => label)).then(async chosen => {
    const action = actions.find(([label]) => label === chosen);
    if (action) await core.run(action[1]);
  });
}

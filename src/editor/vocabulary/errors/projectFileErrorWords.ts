import * as l10n from '@vscode/l10n';
import type { ProjectFileError, ProjectFileErrorCode } from '../../../projectFiles/projectFileError.ts';
import { editCommand } from '../../../projectFiles/shapes/encryptedFile.ts';
import { pathInWords } from '../shownPath.ts';
import { type Attempt, attemptOf } from './attempt.ts';

/** An error with the name of its file, as users read it. */
type Shown = Pick<ProjectFileError, 'code' | 'detail' | 'position'> & { readonly name: string };

const shownOf = ({ code, path, detail, position }: ProjectFileError): Shown => ({
  code,
  detail,
  position,
  name: pathInWords(path),
});

/** What happened, by the code of an error with a project file. */
const CAUSES: Readonly<Record<ProjectFileErrorCode, (error: Shown) => string>> = {
  notParsable: ({ name, position }) =>
    position
      ? l10n.t("{0} isn't valid at line {1}, column {2}.", name, position.line, position.column)
      : l10n.t("{0} isn't valid.", name),
  notAnObject: ({ name, detail }) =>
    detail
      ? l10n.t("“{1}” in {0} isn't an object, so it can't hold credentials.", name, detail)
      : l10n.t("{0} has no keys and values, so it can't hold credentials.", name),
  shared: ({ name, detail = '' }) =>
    l10n.t(
      '“{1}” in {0} shares its value with other keys through an anchor or a merge key, so they would change, too.',
      name,
      detail,
    ),
  encrypted: ({ name, detail = '' }) => l10n.t('{0} is encrypted with {1}.', name, detail),
  valueNotCarried: ({ name, detail = '' }) =>
    l10n.t("{0} can't hold the value of “{1}” so that every program reads it alike.", name, detail),
  encryptedSection: ({ name, detail = '' }) => l10n.t('“{1}” in {0} is encrypted.', name, detail),
  inAnotherFile: ({ name, detail = '' }) =>
    l10n.t('The section of “{1}” in {0} reads its keys from another file.', name, detail),
  onlyRead: ({ name }) => l10n.t('{0} is a script or a notebook, which is only read.', name),
  unknownFormat: ({ name }) => l10n.t("The format of {0} isn't supported.", name),
  notUtf8: ({ name, position }) =>
    position
      ? l10n.t("{0} isn't encoded as UTF-8 at line {1}, column {2}.", name, position.line, position.column)
      : l10n.t("{0} isn't encoded as UTF-8.", name),
  tooLarge: ({ name }) => l10n.t('{0} is too large for a configuration file.', name),
  tooComplex: ({ name }) => l10n.t('{0} is nested too deeply or too large to be read.', name),
  notAFile: ({ name }) => l10n.t("{0} isn't a file.", name),
  folderMissing: ({ name }) => l10n.t('The folder of {0} no longer exists.', name),
  readOnly: ({ name }) => l10n.t('{0} is read-only.', name),
  diskFull: ({ name }) => l10n.t('The disk of {0} is full.', name),
  readOnlyDisk: ({ name }) => l10n.t('{0} is on a read-only file system.', name),
  inUse: ({ name }) => l10n.t('{0} is in use by another program.', name),
  notSaved: ({ name }) =>
    l10n.t("{0} has unsaved changes that couldn't be saved. They are still in the editor.", name),
  restricted: ({ name }) => l10n.t("{0} is in a workspace that isn't trusted.", name),
  changedMeanwhile: ({ name }) => l10n.t('{0} was changed by someone else.', name),
  outsideWorkspace: ({ name }) => l10n.t('{0} is a link that leads out of the workspace folder.', name),
  ioFailed: ({ name, detail }) => l10n.t("{0} couldn't be read or written ({1}).", name, detail ?? '?'),
};

/** What to do; `another`: nothing in this file helps. */
const FIXES: Readonly<Record<ProjectFileErrorCode, 'another' | ((error: ProjectFileError) => string)>> = {
  notParsable: () => l10n.t('Fix it there, then try again.'),
  notAnObject: 'another',
  shared: () => l10n.t('Write out the value for each key, then try again.'),
  encrypted: error => {
    const command = editCommand(error);
    return command === undefined
      ? l10n.t('Decrypt it, then try again.')
      : l10n.t('To change it, use “{0}”.', command);
  },
  valueNotCarried: 'another',
  encryptedSection: () => l10n.t('Change it with the program that encrypted it.'),
  inAnotherFile: 'another',
  onlyRead: () => l10n.t('Change the value in it yourself.'),
  unknownFormat: 'another',
  notUtf8: () => l10n.t('Save it as UTF-8, then try again.'),
  tooLarge: 'another',
  tooComplex: 'another',
  notAFile: 'another',
  folderMissing: () => l10n.t('Create the folder, then try again.'),
  readOnly: () => l10n.t('Make it writable, then try again.'),
  diskFull: () => l10n.t('Free up space, then try again.'),
  readOnlyDisk: () => l10n.t('Mount it with write access, then try again.'),
  inUse: () => l10n.t('Close that program, then try again.'),
  notSaved: () => l10n.t('Save the file, then try again.'),
  restricted: () => l10n.t('Trust the workspace, then try again.'),
  changedMeanwhile: () => l10n.t('Check the file, then try again.'),
  outsideWorkspace: 'another',
  ioFailed: () => l10n.t('Check the file and its permissions, then try again.'),
};

/** An attempt, or none that is known. */
type AnyAttempt = Attempt | 'unknown';

/** Whether anything was changed, by what was attempted: a file is written as a whole, or not at all. */
const EFFECTS: Readonly<Record<AnyAttempt, () => string>> = {
  insert: () => l10n.t('Nothing was written.'),
  insertIgnored: () => l10n.t('Only .gitignore was changed.'),
  undoInsert: () => l10n.t('Nothing was undone.'),
  replaceValue: () => l10n.t("The value in the file wasn't replaced. The secret is saved."),
  rotate: () => l10n.t("The file was left unchanged, and the old secret wasn't deleted."),
  undoRotation: () => l10n.t("The file was left unchanged, and the new secret wasn't deleted."),
  unknown: () => l10n.t('The file was left unchanged.'),
};

const chooseAnother = (): string => l10n.t('Choose another location.');

/** What to do when nothing in the file helps: it took credentials before, except when they are inserted. */
const ANOTHER: Readonly<Record<AnyAttempt, () => string>> = {
  insert: chooseAnother,
  insertIgnored: chooseAnother,
  undoInsert: () => l10n.t('Change the file back yourself.'),
  replaceValue: () => l10n.t('Change the value in it yourself.'),
  rotate: () => l10n.t('Restore the file, then finish the rotation. You can also undo the rotation.'),
  undoRotation: () => l10n.t('Restore the file, then undo the rotation again.'),
  unknown: () => l10n.t('Use another file.'),
};

/** Says what happened to a project file, whether anything was changed, and what to do. */
export function projectFileErrorInWords(error: ProjectFileError): string {
  const attempt = attemptOf(error) ?? 'unknown';
  if (attempt === 'undoInsert' && error.code === 'changedMeanwhile')
    return [
      l10n.t('{0} was changed after the credentials were inserted.', pathInWords(error.path)),
      EFFECTS.undoInsert(),
      ANOTHER.undoInsert(),
    ].join(' ');
  return [CAUSES[error.code](shownOf(error)), EFFECTS[attempt](), adviceFor(error, attempt)].join(' ');
}

/** Says why a file can't be chosen for credentials, and what to do. */
export const targetRefusalReasonInWords = (error: ProjectFileError): string =>
  [CAUSES[error.code](shownOf(error)), adviceFor(error, 'insert')].join(' ');

function adviceFor(error: ProjectFileError, attempt: AnyAttempt): string {
  const fix = FIXES[error.code];
  return fix === 'another' ? ANOTHER[attempt]() : fix(error);
}

/** Says in short why a file is not read. */
export function unreadInWords({
  code,
  detail,
  position,
}: Pick<ProjectFileError, 'code' | 'detail' | 'position'>): string {
  const words: Partial<Record<ProjectFileErrorCode, string>> = {
    notParsable: position && l10n.t('can’t be read at line {0}', position.line),
    notAnObject: l10n.t('has no keys and values'),
    ioFailed: isDenied(detail) ? l10n.t('you aren’t allowed to read it') : undefined,
    tooLarge: l10n.t('too large to be read'),
    tooComplex: l10n.t('nested too deeply or too large to be read'),
    notAFile: l10n.t('no file, and not read'),
    encrypted: l10n.t('encrypted, and not read'),
    notUtf8: l10n.t('not in UTF-8, and not read'),
  };
  return words[code] ?? l10n.t('cannot be read');
}

/** Says in short why a file, or a group of keys in it, can't take credentials. */
export function targetRefusalInWords({ code }: Pick<ProjectFileError, 'code'>): string {
  const words: Partial<Record<ProjectFileErrorCode, string>> = {
    shared: l10n.t('can’t be filled: its values are shared'),
    encryptedSection: l10n.t('can’t be filled: encrypted'),
    inAnotherFile: l10n.t('can’t be filled: its keys are in another file'),
  };
  return words[code] ?? l10n.t('can’t be filled');
}

const isDenied = (detail: string | undefined): boolean => detail === 'EACCES' || detail === 'EPERM';

/** Says in full why a file is not read, and what to do. */
export function unreadReasonInWords(error: ProjectFileError): string {
  const { code, path, detail = '', position } = error;
  const name = pathInWords(path);
  if (code === 'notParsable' && position)
    return l10n.t(
      '{0} isn’t valid at line {1}, column {2}, so its credentials can’t be shown. Fix it there.',
      name,
      position.line,
      position.column,
    );
  if (code === 'notAnObject')
    return l10n.t('{0} has no keys and values, so there is no place for credentials.', name);
  if (code === 'notAFile') return l10n.t('{0} is a folder, a pipe, or a device, so it isn’t read.', name);
  if (code === 'ioFailed' && isDenied(detail))
    return l10n.t('You aren’t allowed to read {0}. Change its permissions, then refresh the view.', name);
  if (code === 'ioFailed') return l10n.t('{0} couldn’t be read ({1}).', name, detail);
  return [CAUSES[code](shownOf(error)), unreadAdvice(error)].join(' ');
}

function unreadAdvice(error: ProjectFileError): string {
  const command = error.code === 'encrypted' ? editCommand(error) : undefined;
  if (command !== undefined) return l10n.t('To change it, use “{0}”.', command);
  if (error.code === 'notUtf8') return l10n.t('Save it as UTF-8 to show its credentials.');
  return l10n.t("Its credentials can't be shown.");
}

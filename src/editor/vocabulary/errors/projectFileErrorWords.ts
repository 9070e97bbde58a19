import * as l10n from '@vscode/l10n';
import type { ProjectFileError, ProjectFileErrorCode } from '../../../projectFiles/projectFileError.ts';
import { editCommand } from '../../../projectFiles/shapes/encryptedFile.ts';

/** What happened and what to do, by the code of an error with a project file. */
export const PROJECT_FILE_WORDS: Readonly<Record<ProjectFileErrorCode, (error: ProjectFileError) => string>> =
  {
    notParsable: ({ path, detail }) =>
      l10n.t(
        "{0} isn't valid at {1}, so nothing was changed. Fix it there, then try again.",
        path,
        detail ?? '',
      ),
    notAnObject: ({ path, detail }) =>
      l10n.t("{0} can't take the value, because {1} contains something else.", path, detail ?? ''),
    shared: ({ path, detail }) =>
      l10n.t(
        '{1} in {0} shares its value with other keys through an anchor or a merge key. They would change, too, so the file is unchanged. Write the value out for each key, then try again.',
        path,
        detail ?? '',
      ),
    encrypted: encryptedInWords,
    valueNotCarried: ({ path, detail }) =>
      l10n.t(
        "{0} can't store the value of {1} in a way that all programs read alike. Choose a JSON file.",
        path,
        detail ?? '',
      ),
    encryptedSection: ({ path, detail }) =>
      l10n.t(
        '“{1}” in {0} is encrypted, so nothing was written. Change it with the program that encrypted it.',
        path,
        detail ?? '',
      ),
    inAnotherFile: ({ path, detail }) =>
      l10n.t(
        'The section of “{1}” in {0} reads its keys from another file, so nothing was written. Insert the credentials into that file.',
        path,
        detail ?? '',
      ),
    onlyRead: ({ path }) =>
      l10n.t(
        "{0} is a script or a notebook, which isn't changed automatically. Change the value in it yourself.",
        path,
      ),
    unknownFormat: ({ path }) => l10n.t('{0} has an unsupported format. Choose another file.', path),
    notUtf8: ({ path }) =>
      l10n.t("{0} isn't encoded as UTF-8. Save it in that encoding, then try again.", path),
    tooLarge: ({ path }) => l10n.t('{0} is too large for a configuration file.', path),
    tooComplex: ({ path }) => l10n.t('{0} is too deeply nested or too large to read and is unchanged.', path),
    notAFile: ({ path }) => l10n.t("{0} isn't a file.", path),
    folderMissing: ({ path }) => l10n.t('The folder of {0} no longer exists.', path),
    readOnly: ({ path }) => l10n.t('{0} is read-only. Make it writable, then try again.', path),
    diskFull: ({ path }) =>
      l10n.t('The disk is full, so {0} is unchanged. Free up some space, then try again.', path),
    readOnlyDisk: ({ path }) =>
      l10n.t(
        '{0} is on a read-only file system and is unchanged. Choose another location, or mount it with write access.',
        path,
      ),
    inUse: ({ path }) =>
      l10n.t('{0} is in use by another program and is unchanged. Close that program, then try again.', path),
    notSaved: ({ path }) =>
      l10n.t(
        "{0} has unsaved changes that couldn't be saved, so no credentials were written. The changes are still in the editor. Save the file, then try again.",
        path,
      ),
    restricted: ({ path }) =>
      l10n.t(
        "{0} is in a workspace that isn't trusted and is unchanged. Trust the workspace, then try again.",
        path,
      ),
    changedMeanwhile: ({ path }) =>
      l10n.t('{0} was changed by someone else at the same time, so nothing was written. Try again.', path),
    outsideWorkspace: ({ path }) => l10n.t("{0} leads out of the workspace folder, so it's unchanged.", path),
    ioFailed: ({ path, detail }) => l10n.t("{0} couldn't be written ({1}).", path, detail ?? '?'),
  };

function encryptedInWords(error: ProjectFileError): string {
  const { path, detail = '' } = error;
  const command = editCommand(error);
  return command === undefined
    ? l10n.t('{0} is encrypted with {1} and is unchanged. Decrypt it, then try again.', path, detail)
    : l10n.t('{0} is encrypted with {1} and is unchanged. To change it, use “{2}”.', path, detail, command);
}

/** Says in short why a file is not read. */
export function unreadInWords({
  code,
  detail,
  position,
}: Pick<ProjectFileError, 'code' | 'detail' | 'position'>): string {
  const words: Partial<Record<ProjectFileErrorCode, string>> = {
    notParsable: position && l10n.t("can't be read at line {0}", position.line),
    notAnObject: l10n.t('has no keys and values'),
    ioFailed: isDenied(detail) ? l10n.t("you don't have permission to read it") : undefined,
    tooLarge: l10n.t('too large to read'),
    tooComplex: l10n.t('too deeply nested or too large to read'),
    notAFile: l10n.t('not a regular file'),
    encrypted: l10n.t('encrypted'),
    notUtf8: l10n.t('not encoded as UTF-8'),
  };
  return words[code] ?? l10n.t("can't be read");
}

/** Says in short why a file, or a group of keys in it, can't take credentials. */
export function targetRefusalInWords({ code }: Pick<ProjectFileError, 'code'>): string {
  const words: Partial<Record<ProjectFileErrorCode, string>> = {
    shared: l10n.t("can't be filled: its values are shared"),
    encryptedSection: l10n.t("can't be filled: encrypted"),
    inAnotherFile: l10n.t("can't be filled: its keys are in another file"),
  };
  return words[code] ?? l10n.t("can't be filled");
}

const isDenied = (detail: string | undefined): boolean => detail === 'EACCES' || detail === 'EPERM';

/** Says in full why a file is not read, and what to do. */
export function unreadReasonInWords(error: ProjectFileError): string {
  const { code, path, detail = '', position } = error;
  if (code === 'notParsable' && position)
    return l10n.t(
      "{0} isn't valid at line {1}, column {2}, so its credentials can't be shown. Fix it there.",
      path,
      position.line,
      position.column,
    );
  if (code === 'notAnObject')
    return l10n.t("{0} has no keys and values, so credentials can't be inserted.", path);
  if (code === 'notAFile') return l10n.t("{0} is a folder, a pipe, or a device, so it isn't read.", path);
  if (code === 'ioFailed' && isDenied(detail))
    return l10n.t(
      "You don't have permission to read {0}. Change the file's permissions, then refresh the view.",
      path,
    );
  if (code === 'ioFailed') return l10n.t("{0} couldn't be read ({1}).", path, detail);
  return PROJECT_FILE_WORDS[code](error);
}

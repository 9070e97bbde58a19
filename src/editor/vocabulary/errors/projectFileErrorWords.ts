import * as l10n from '@vscode/l10n';
import type { ProjectFileError, ProjectFileErrorCode } from '../../../projectFiles/projectFileError.ts';
import { editCommand } from '../../../projectFiles/shapes/encryptedFile.ts';

/** What happened and what to do, by the code of an error with a project file. */
export const PROJECT_FILE_WORDS: Readonly<Record<ProjectFileErrorCode, (error: ProjectFileError) => string>> =
  {
    notParsable: ({ path, detail }) =>
      l10n.t('{0} cannot be read at {1}. Mend it there, then insert again.', path, detail ?? ''),
    notAnObject: ({ path, detail }) =>
      l10n.t('{0} has no place for the value: {1} holds something else.', path, detail ?? ''),
    shared: ({ path, detail }) =>
      l10n.t(
        '{1} in {0} shares its value with other keys through an anchor or a merge key, so they would change, too. The file was left unchanged. Write the value out for each key, then insert again.',
        path,
        detail ?? '',
      ),
    encrypted: encryptedInWords,
    valueNotCarried: ({ path, detail }) =>
      l10n.t(
        '{0} cannot hold the value of {1} so that every program reads it alike. Choose a JSON file.',
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
        'The section of “{1}” in {0} reads its keys from another file, so nothing was written. Insert into that file.',
        path,
        detail ?? '',
      ),
    onlyRead: ({ path }) =>
      l10n.t('{0} is a script or a notebook, which is only read. Change the value in it yourself.', path),
    unknownFormat: ({ path }) => l10n.t('{0} is of no format that we can write.', path),
    notUtf8: ({ path }) => l10n.t('{0} is not in UTF-8. Save it in that encoding, then insert again.', path),
    tooLarge: ({ path }) => l10n.t('{0} is too large for a configuration file.', path),
    tooComplex: ({ path }) =>
      l10n.t('{0} is nested too deeply or too large to be read. It was left unchanged.', path),
    notAFile: ({ path }) => l10n.t('{0} is no file.', path),
    folderMissing: ({ path }) => l10n.t('The folder of {0} does not exist any more.', path),
    readOnly: ({ path }) => l10n.t('{0} is read-only. Allow writing it, then insert again.', path),
    diskFull: ({ path }) => l10n.t('The disk is full: {0} is unchanged. Make room, then insert again.', path),
    readOnlyDisk: ({ path }) =>
      l10n.t(
        '{0} is on a read-only file system and is unchanged. Choose another location, or mount it with write access.',
        path,
      ),
    inUse: ({ path }) =>
      l10n.t('{0} is in use by another program and is unchanged. Close that program, then try again.', path),
    notSaved: ({ path }) =>
      l10n.t(
        '{0} has unsaved changes that couldn’t be saved, so no credentials were written. The changes are still in the editor. Save the file, then try again.',
        path,
      ),
    restricted: ({ path }) =>
      l10n.t(
        '{0} is in a workspace that isn’t trusted and is unchanged. Trust the workspace, then try again.',
        path,
      ),
    changedMeanwhile: ({ path }) =>
      l10n.t('Somebody else changed {0} just now; it was left as it is. Insert again.', path),
    outsideWorkspace: ({ path }) =>
      l10n.t('{0} leads out of the workspace folder; it was left as it is.', path),
    ioFailed: ({ path, detail }) => l10n.t('{0} could not be written ({1}).', path, detail ?? '?'),
  };

function encryptedInWords(error: ProjectFileError): string {
  const { path, detail = '' } = error;
  const command = editCommand(error);
  return command === undefined
    ? l10n.t('{0} is encrypted with {1} and was left unchanged. Decrypt it, then insert again.', path, detail)
    : l10n.t(
        '{0} is encrypted with {1} and was left unchanged. To change it, use “{2}”.',
        path,
        detail,
        command,
      );
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
  if (code === 'notParsable' && position)
    return l10n.t(
      '{0} isn’t valid at line {1}, column {2}, so its credentials can’t be shown. Fix it there.',
      path,
      position.line,
      position.column,
    );
  if (code === 'notAnObject')
    return l10n.t('{0} has no keys and values, so there is no place for credentials.', path);
  if (code === 'notAFile') return l10n.t('{0} is a folder, a pipe, or a device, so it isn’t read.', path);
  if (code === 'ioFailed' && isDenied(detail))
    return l10n.t('You aren’t allowed to read {0}. Change its permissions, then refresh the view.', path);
  if (code === 'ioFailed') return l10n.t('{0} couldn’t be read ({1}).', path, detail);
  return PROJECT_FILE_WORDS[code](error);
}

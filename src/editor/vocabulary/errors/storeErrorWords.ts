import * as l10n from '@vscode/l10n';
import type { StoreError, StoreErrorCode } from '../../../externalStores/storeError.ts';
import { storeFieldInWords } from '../words/storeFieldWords.ts';
import { type Attempt, attemptOf } from './attempt.ts';

/** What happened and what to do, by the code of an error of a store. */
const CAUSES: Readonly<Record<StoreErrorCode, (error: StoreError) => string>> = {
  programMissing: ({ program }) =>
    l10n.t("“{0}” can't be run, because it isn't on the PATH. Install it, then try again.", program),
  refused: ({ program, exitCode }) => l10n.t('“{0}” failed with exit code {1}.', program, exitCode ?? '?'),
  noSocketFolder: ({ program }) =>
    l10n.t(
      "“{0}” wasn't started, because no folder for temporary files is usable. Set the environment variable TMPDIR to a writable folder with a short path, then restart the editor.",
      program,
    ),
  signedOut: ({ program }) =>
    l10n.t("“{0}” isn't signed in, or can't unlock the store. Sign in with it, then try again.", program),
  denied: ({ program }) =>
    l10n.t("“{0}” isn't allowed to do this. Ask for permission to read and write the secret.", program),
  missing: ({ program }) =>
    l10n.t("“{0}” can't find what was to be updated. Check which account it uses, then try again.", program),
  exists: ({ program }) =>
    l10n.t('“{0}” already has something there. Choose another name, or try again to update it.', program),
  notOurs: error =>
    [
      l10n.t('“{0}” has another value than the one that was stored there.', error.program),
      adviceWhenNotOurs(attemptOf(error)),
    ].join(' '),
  unclear: ({ program, field }) =>
    l10n.t('“{0}” requires more information: {1}', program, field ? storeFieldInWords(field) : '?'),
  unfit: ({ program }) =>
    l10n.t(
      "The entry in “{0}” can't take this value without changing something else. Choose another name.",
      program,
    ),
  tooOld: ({ program }) =>
    l10n.t(
      '“{0}” or its store is too old to update a single value. Update “{0}”. Vault requires version 2 of the KV secrets engine.',
      program,
    ),
  changedMeanwhile: ({ program }) =>
    l10n.t('The value in “{0}” was changed by someone else at the same time. Try again.', program),
  cancelled: ({ program }) => l10n.t('“{0}” was stopped.', program),
};

/** What is right in the store depends on which of the two secrets remains. */
function adviceWhenNotOurs(attempt: Attempt | undefined): string {
  if (attempt === 'undoRotation')
    return l10n.t("If it's the right location, store the old secret there, then undo the rotation again.");
  if (attempt === 'rotate')
    return l10n.t("If it's the right location, insert the new secret there, then finish the rotation.");
  return l10n.t("If it's the right location, insert the secret again.");
}

/** Tells whether anything was changed, and where the value is. */
function effectInWords(error: StoreError): string {
  if (!error.mayHaveWritten) return l10n.t('Nothing was changed in the store.');
  return attemptOf(error) === 'undoRotation'
    ? l10n.t('The store may have the old value again. It is also in secret storage.')
    : l10n.t("The store might have the new value. It's also saved in secret storage.");
}

/** Says what happened, whether anything was changed, what to do, and what the program said. */
export function storeErrorInWords(error: StoreError): string {
  return [CAUSES[error.code](error), effectInWords(error), error.output].filter(Boolean).join(' ');
}

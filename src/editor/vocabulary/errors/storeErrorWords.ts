import * as l10n from '@vscode/l10n';
import type { StoreError, StoreErrorCode } from '../../../externalStores/storeError.ts';
import { storeFieldInWords } from '../words/storeFieldWords.ts';

/** What happened and what to do, by the code of an error of a store. */
const CAUSES: Readonly<Record<StoreErrorCode, (error: StoreError) => string>> = {
  programMissing: ({ program }) =>
    l10n.t("“{0}” can't be run: it isn't on the PATH. Install it, then try again.", program),
  refused: ({ program, exitCode }) => l10n.t('“{0}” failed with exit code {1}.', program, exitCode ?? '?'),
  noSocketFolder: ({ program }) =>
    l10n.t(
      '“{0}” wasn’t started: no folder for temporary files is usable. Set the environment variable TMPDIR to a writable folder with a short path, and restart the editor.',
      program,
    ),
  signedOut: ({ program }) =>
    l10n.t("“{0}” isn't signed in, or can't unlock the store. Sign in with it, then try again.", program),
  denied: ({ program }) =>
    l10n.t("“{0}” isn't allowed to do this. Ask for permission to read and write the secret.", program),
  missing: ({ program }) =>
    l10n.t(
      "“{0}” can't find what was to be updated. Check which account it uses, or insert the secret again.",
      program,
    ),
  exists: ({ program }) =>
    l10n.t('“{0}” already has something there. Choose another name, or insert the secret again.', program),
  notOurs: ({ program }) =>
    l10n.t(
      "“{0}” has another value than the one that was stored there. If it's the right location, insert the secret again.",
      program,
    ),
  unclear: ({ program, field }) =>
    l10n.t('“{0}” has to know more: {1}', program, field ? storeFieldInWords(field) : '?'),
  unfit: ({ program }) =>
    l10n.t(
      "What “{0}” has there can't take this value without changing something else. Choose another name.",
      program,
    ),
  tooOld: ({ program }) =>
    l10n.t(
      '“{0}” or its store is too old to update one value only. Update “{0}”; Vault needs a KV secrets engine of version 2.',
      program,
    ),
  changedMeanwhile: ({ program }) =>
    l10n.t('Someone else changed it in “{0}” at the same time. Try again.', program),
  cancelled: ({ program }) => l10n.t('“{0}” was stopped.', program),
};

/** Tells whether anything was changed, and where the value is. */
function effectInWords({ mayHaveWritten }: StoreError): string {
  return mayHaveWritten
    ? l10n.t('The store may have the new value. It is also in secret storage.')
    : l10n.t('Nothing was changed in the store.');
}

/** Says what happened, whether anything was changed, what to do, and what the program said. */
export function storeErrorInWords(error: StoreError): string {
  return [CAUSES[error.code](error), effectInWords(error), error.output].filter(Boolean).join(' ');
}

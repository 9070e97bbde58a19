import * as l10n from '@vscode/l10n';
import type { StoreError, StoreErrorCode } from '../../../externalStores/storeError.ts';
import type { StoreField, StoreId, StorePlace } from '../../../externalStores/storePreset.ts';
import { presetOf } from '../../../externalStores/storePresets.ts';

/** Names a store. */
export function storeInWords(id: StoreId): string {
  const words: Readonly<Record<StoreId, string>> = {
    githubActions: l10n.t('GitHub Actions secret'),
    vault: l10n.t('HashiCorp Vault, a secret that is there'),
    vaultNew: l10n.t('HashiCorp Vault, a new secret'),
    azureKeyVault: l10n.t('Azure Key Vault'),
    awsSecretsManager: l10n.t('AWS Secrets Manager, a secret that is there'),
    onePassword: l10n.t('1Password'),
    kubernetes: l10n.t('Kubernetes Secret'),
    pass: l10n.t('pass'),
    custom: l10n.t('Custom command'),
  };
  return words[id];
}

/** Names a field of a place in a store. */
export function storeFieldInWords(field: StoreField): string {
  const words: Readonly<Record<StoreField, string>> = {
    name: l10n.t('Name of the secret in the store'),
    repository: l10n.t('Repository, as OWNER/NAME (empty: the one of this folder)'),
    path: l10n.t('Path of the secret'),
    key: l10n.t('Key that takes the value'),
    vault: l10n.t('Name of the vault'),
    namespace: l10n.t('Namespace (empty: the current one)'),
    program: l10n.t('Program that takes the value on its standard input'),
    arguments: l10n.t('Its arguments, with quotes around blanks; no shell is involved'),
  };
  return words[field];
}

/** Writes where in a store a value is. */
export function placeInWords(id: StoreId, place: StorePlace): string {
  const told = presetOf(id).asked.flatMap(({ field }) => place[field] || []);
  return [storeInWords(id), ...told].join(' · ');
}

/** What happened and what to do, by the code of an error of a store. */
export const STORE_WORDS: Readonly<Record<StoreErrorCode, (error: StoreError) => string>> = {
  programMissing: ({ program }) =>
    l10n.t('“{0}” cannot be run: it is not on the PATH. The secret is kept in SecretStorage.', program),
  refused: ({ program, exitCode, output }) =>
    l10n
      .t(
        '“{0}” did not take the secret (exit code {1}). It is kept in SecretStorage. {2}',
        program,
        exitCode ?? '?',
        output,
      )
      .trim(),
  noSocketFolder: ({ program }) =>
    l10n.t(
      '“{0}” wasn’t started: no folder for temporary files is usable. Set the environment variable TMPDIR to a writable folder with a short path, and restart the editor. The secret is saved in secret storage.',
      program,
    ),
  cancelled: ({ program }) =>
    l10n.t('“{0}” was ended before it was done. The secret is kept in SecretStorage.', program),
};

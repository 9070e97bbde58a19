import * as l10n from '@vscode/l10n';
import type { LocalTenantError, LocalTenantErrorCode } from './localTenantError.ts';

/** What happened and what to do, by the code of an error of the local tenant's process. */
export const LOCAL_TENANT_WORDS: Readonly<Record<LocalTenantErrorCode, (error: LocalTenantError) => string>> =
  {
    notStarted: () => l10n.t("The local tenant couldn't be started."),
    ended: ({ exitCode }) =>
      l10n.t(
        'The local tenant stopped immediately (exit code {0}). See the log for the reason.',
        exitCode ?? '?',
      ),
    notReady: () => l10n.t("The local tenant didn't start in time. Try again."),
    noSqlite: () =>
      l10n.t('The local tenant requires a newer version of the editor, one that includes node:sqlite.'),
  };

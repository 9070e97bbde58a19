import * as l10n from '@vscode/l10n';
import type { LocalTenantError, LocalTenantErrorCode } from './localTenantError.ts';

/** What happened and what to do, by the code of an error of the local tenant's process. */
export const LOCAL_TENANT_WORDS: Readonly<Record<LocalTenantErrorCode, (error: LocalTenantError) => string>> =
  {
    notStarted: () => l10n.t('The local tenant could not be started.'),
    ended: ({ exitCode }) =>
      l10n.t('The local tenant ended at once (exit code {0}); the log says why.', exitCode ?? '?'),
    notReady: () => l10n.t('The local tenant did not start in time. Try again.'),
    noSqlite: () => l10n.t('The local tenant needs a newer editor: this one has no node:sqlite.'),
  };

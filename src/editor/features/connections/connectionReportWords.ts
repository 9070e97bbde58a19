import * as l10n from '@vscode/l10n';
import type { ConnectionReport } from '../../../credentials/connections/checks/testConnection.ts';
import { type Connection, GLOBAL_RESOURCE } from '../../../credentials/connections/connection.ts';

/** Lists what a connection's sign-in can do, and what the rest requires, one line each. */
export function connectionReportInWords(connection: Connection, report: ConnectionReport): string {
  const lines = [
    l10n.t('{0}, tenant {1}', connection.resource, connection.tenantId),
    l10n.t('Signed in. The token is valid for {0} min.', Math.floor(report.tokenLifetimeSeconds / 60)),
    report.isOtherTenant &&
      l10n.t('✗ The token is for another tenant. Check the tenant id and the client of this connection.'),
    report.isMember
      ? l10n.t('✓ Tenant Member: can list clients.')
      : l10n.t(
          '✗ The Tenant Member role is missing. Without it, clients can’t be listed. An administrator can add it.',
        ),
    administratorLine(report.isAdministrator),
    report.isSelf !== undefined && selfLine(report.isSelf),
    report.isRegional &&
      l10n.t(
        '✗ This address is read-only. To make changes, use {0}.',
        report.writeAddress ?? GLOBAL_RESOURCE,
      ),
  ];
  return lines.filter(line => typeof line === 'string').join('\n');
}

function administratorLine(isAdministrator: boolean | undefined): string {
  if (isAdministrator === undefined) {
    return l10n.t('? The token doesn’t say whether it has the Tenant Administrator role.');
  }
  return isAdministrator
    ? l10n.t('✓ Tenant Administrator: can create, change, and delete clients and secrets.')
    : l10n.t(
        '✗ The Tenant Administrator role is missing. Without it, clients can’t be created, changed, or deleted.',
      );
}

const selfLine = (isSelf: boolean): string =>
  isSelf
    ? l10n.t('✓ Self: can add and delete its own secrets.')
    : l10n.t('✗ This client can’t manage its own secrets.');

import * as l10n from '@vscode/l10n';
import { type Connection, GLOBAL_RESOURCE } from '../../../credentials/connections/connection.ts';
import type { ConnectionReport } from '../../../credentials/connections/testConnection.ts';

/** Lists what a connection's sign-in can do, and what the rest requires, one line each. */
export function connectionReportInWords(connection: Connection, report: ConnectionReport): string {
  const lines = [
    l10n.t('{0}, tenant {1}', connection.resource, connection.tenantId),
    l10n.t('Signed in: the token is good for {0} min.', Math.floor(report.tokenLifetimeSeconds / 60)),
    report.isOtherTenant &&
      l10n.t('✗ The token is for another tenant: check the tenant id and the client of this connection.'),
    report.isMember
      ? l10n.t('✓ Tenant Member: clients can be seen.')
      : l10n.t('✗ The role Tenant Member is missing: clients cannot be seen. An administrator can add it.'),
    administratorLine(report.isAdministrator),
    report.isSelf !== undefined && selfLine(report.isSelf),
    report.isRegional &&
      l10n.t(
        '✗ A regional address only answers reads. Use {0} to change anything.',
        report.writeAddress ?? GLOBAL_RESOURCE,
      ),
  ];
  return lines.filter(line => typeof line === 'string').join('\n');
}

function administratorLine(isAdministrator: boolean | undefined): string {
  if (isAdministrator === undefined) {
    return l10n.t('? The token does not say whether this is a Tenant Administrator.');
  }
  return isAdministrator
    ? l10n.t('✓ Tenant Administrator: clients and secrets can be created, changed and deleted.')
    : l10n.t('✗ The role Tenant Administrator is missing: clients cannot be created, changed or deleted.');
}

const selfLine = (isSelf: boolean): string =>
  isSelf
    ? l10n.t('✓ Self: this client can add and delete its own secrets.')
    : l10n.t('✗ This client cannot see to its own secrets.');

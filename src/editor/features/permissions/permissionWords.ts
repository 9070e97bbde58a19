import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { LaunchPermission, Permission } from '../../core/permissions/permission.ts';

/** Returns the entry of a list for a permission: who gets it, of which client, and since when. */
export function permissionItem(
  permission: Permission,
): vscode.QuickPickItem & { readonly permission: Permission } {
  const { clientName, clientId, givenAt } = permission;
  const day = givenAt.slice(0, 10);
  if (permission.kind === 'terminal')
    return {
      label: l10n.t('Terminals'),
      description: clientName,
      detail: l10n.t('Agreed on {0} · client id {1}', day, clientId),
      permission,
    };
  return {
    label: l10n.t('Launch configuration “{0}”', permission.configuration),
    description: clientName,
    detail: [givenInWords(permission, day), permission.folder, l10n.t('client id {0}', clientId)]
      .filter(Boolean)
      .join(' · '),
    permission,
  };
}

function givenInWords({ of, withChanges }: LaunchPermission, day: string): string {
  if (of === 'written') return l10n.t('Inserted on {0}, not started yet', day);
  return withChanges ? l10n.t('Agreed on {0}, with changes', day) : l10n.t('Agreed on {0}', day);
}

import * as l10n from '@vscode/l10n';
import type { LaunchPermission, Permission } from '../../core/permissions/permission.ts';

/** A permission in words: who gets a secret, of which client, and since when. */
export interface PermissionInWords {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

/** Says what a permission is for. */
export function permissionInWords(permission: Permission): PermissionInWords {
  const { clientName, clientId, givenAt } = permission;
  const day = givenAt.slice(0, 10);
  if (permission.kind === 'terminal')
    return {
      label: l10n.t('Terminals'),
      description: clientName,
      detail: l10n.t('Agreed on {0} · client id {1}', day, clientId),
    };
  return {
    label: l10n.t('Launch configuration “{0}”', permission.configuration),
    description: clientName,
    detail: [givenInWords(permission, day), permission.folder, l10n.t('client id {0}', clientId)]
      .filter(Boolean)
      .join(' · '),
  };
}

function givenInWords({ of, withChanges }: LaunchPermission, day: string): string {
  if (of === 'written') return l10n.t('Inserted on {0}, not started yet', day);
  return withChanges ? l10n.t('Agreed on {0}, with changes', day) : l10n.t('Agreed on {0}', day);
}

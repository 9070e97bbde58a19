import * as l10n from '@vscode/l10n';
import type { Verified } from '../../../credentials/verification/verifyCredential.ts';
import { BUILT_IN_ROLES } from '../../../service/model/builtInRoles.ts';
import { lifetimeInWords } from './lifetimeWords.ts';

/** Writes what a verified credential can do: token lifetime, tenant, roles. */
export function verifiedInWords({ lifetimeSeconds, tenantId, roleTypeIds, forUsersOnly }: Verified): string {
  if (forUsersOnly)
    return l10n.t('Verified. The service accepts the secret. It issues tokens only to users who sign in.');
  if (!roleTypeIds) {
    return l10n.t(
      'Verified. The service issued a token valid for {0} (tenant {1}).',
      lifetimeInWords(lifetimeSeconds),
      tenantId ?? '?',
    );
  }
  const roles = roleTypeIds.map(id => BUILT_IN_ROLES.find(role => role.roleTypeId === id)?.name ?? id);
  return l10n.t(
    'Verified. The service issued a token valid for {0} (tenant {1}, roles: {2}).',
    lifetimeInWords(lifetimeSeconds),
    tenantId ?? '?',
    roles.length > 0 ? roles.join(', ') : l10n.t('(none)'),
  );
}

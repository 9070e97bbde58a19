import * as l10n from '@vscode/l10n';
import type { Verified } from '../../../credentials/verification/verifyCredential.ts';
import { BUILT_IN_ROLES } from '../../../service/model/builtInRoles.ts';
import { lifetimeInWords } from './lifetimeWords.ts';

/** Writes what a verified credential can do: token lifetime, tenant, roles. */
export function verifiedInWords({ lifetimeSeconds, tenantId, roleTypeIds, forUsersOnly }: Verified): string {
  if (forUsersOnly)
    return l10n.t('It works: the service accepts the secret. Tokens are for users who sign in.');
  if (!roleTypeIds) {
    return l10n.t(
      'It works: a token of {0} for the tenant {1}.',
      lifetimeInWords(lifetimeSeconds),
      tenantId ?? '?',
    );
  }
  const roles = roleTypeIds.map(id => BUILT_IN_ROLES.find(role => role.roleTypeId === id)?.name ?? id);
  return l10n.t(
    'It works: a token of {0} for the tenant {1}, with the roles {2}.',
    lifetimeInWords(lifetimeSeconds),
    tenantId ?? '?',
    roles.length > 0 ? roles.join(', ') : l10n.t('(none)'),
  );
}

import * as l10n from '@vscode/l10n';
import { type Conflict, changedFields, conflictsOf } from '../../../credentials/clientEdit.ts';
import type { Client, ClientChanges } from '../../../service/model/client.ts';
import type { Role } from '../../../service/model/role.ts';
import { confirmOn } from '../../core/pickers/confirmOn.ts';
import { isAdministratorRole, roleInWords } from '../../core/steps/roleItems.ts';
import type { ClientNode } from '../../vocabulary/clientsNode.ts';
import { clientFieldInWords, fieldValueInWords } from '../../vocabulary/words/clientFieldWords.ts';

/** Asks before an edit overwrites what someone else has changed since it began. */
export async function mayOverwrite(
  { connection }: ClientNode,
  before: Client,
  now: Client,
  changes: ClientChanges,
): Promise<boolean> {
  const conflicts = conflictsOf(before, now, changes);
  if (conflicts.length === 0) return changedFields(before.type, changes).length > 0;
  return confirmOn([connection.name], {
    message: l10n.t('“{0}” was changed by someone else.', before.name),
    detail: conflicts.map(conflictInWords).join('\n'),
    button: l10n.t('Overwrite'),
  });
}

function conflictInWords({ field, before, theirs, ours }: Conflict): string {
  return l10n.t(
    '{0}: was {1}, is now {2}, and would become {3}',
    clientFieldInWords(field),
    ...[before, theirs, ours].map(value => fieldValueInWords(field, value)),
  );
}

/** Asks before a client gets the role of an administrator, of the tenant or of a community. */
export function confirmAdministrator({ connection, client }: ClientNode, role: Role): Promise<boolean> {
  return confirmOn([connection.name], {
    message: isAdministratorRole(role)
      ? l10n.t('Give “{0}” the Tenant Administrator role?', client.name)
      : l10n.t('Give “{0}” the {1} role?', client.name, roleInWords(role)),
    detail: isAdministratorRole(role)
      ? l10n.t(
          'Anyone who holds one of its secrets has full control of the tenant. The service advises against it.',
        )
      : l10n.t(
          'Anyone who holds one of its secrets has full control of the community, including the data of all members.',
        ),
    button: l10n.t('Make Administrator'),
  });
}

/** Asks before the roles that someone else has just given a client are replaced. */
export function mayReplaceRoles(
  { connection, client }: ClientNode,
  roles: readonly Role[],
  now: readonly string[],
): Promise<boolean> {
  const names = roles.filter(({ id }) => now.includes(id)).map(roleInWords);
  return confirmOn([connection.name], {
    message: l10n.t('The roles of “{0}” were changed by someone else.', client.name),
    detail: l10n.t('Its roles are now: {0}', names.join(', ')),
    button: l10n.t('Overwrite'),
  });
}

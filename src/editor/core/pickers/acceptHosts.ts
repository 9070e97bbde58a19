import * as l10n from '@vscode/l10n';
import { type Elsewhere, holdersOf, rotatingHosts } from '../../../credentials/hosts/elsewhere.ts';
import type { SecretReference } from '../../../credentials/records/references.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { elsewhereInWords, hostInWords } from '../../vocabulary/words/hostWords.ts';
import type { Core } from '../core.ts';

const idsOf = (elsewhere: readonly Elsewhere[]) => elsewhere.map(({ hostId }) => hostId);

/**
 * Asks whether to delete a secret that other hosts hold, if any do. Returns their ids, or `undefined` when the user wants to
 * wait.
 */
export async function acceptHolders(
  secret: SecretReference,
  { hosts }: Pick<Core, 'hosts'>,
): Promise<readonly string[] | undefined> {
  const holders = holdersOf(await hosts.others(secret), secret.secretId);
  if (holders.length === 0) return [];
  const remove = l10n.t('Delete Anyway');
  const chosen = await safeWindow.showWarningMessage(
    l10n.t('Delete the secret although other hosts hold it, or may hold it?'),
    {
      modal: true,
      detail: `${elsewhereInWords(holders, hosts.name)}\n\n${l10n.t(
        'Their locations are not updated from here, and programs that use them can no longer sign in. To wait, cancel, open a window on that host, and insert the new secret there.',
      )}`,
    },
    remove,
  );
  return chosen === remove ? idsOf(holders) : undefined;
}

/**
 * Asks whether to rotate a secret of a client that another host is rotating, if one is. Returns the ids of such hosts, or
 * `undefined` when the user wants to wait.
 */
export async function acceptRotating(
  secret: SecretReference,
  { hosts }: Pick<Core, 'hosts'>,
): Promise<readonly string[] | undefined> {
  const rotating = rotatingHosts(await hosts.others(secret), secret.secretId);
  const [first] = rotating;
  if (!first) return [];
  const rotate = l10n.t('Rotate Anyway');
  const chosen = await safeWindow.showWarningMessage(
    l10n.t('A rotation of this client is in progress on “{0}”.', hostInWords(first, hosts.name)),
    {
      modal: true,
      detail: l10n.t(
        'It began on {0} (UTC). Finish or undo it there. Rotate here only if that host no longer exists.',
        (first.operations[0]?.startedAt ?? '').slice(0, 16).replace('T', ' '),
      ),
    },
    rotate,
  );
  return chosen === rotate ? idsOf(rotating) : undefined;
}

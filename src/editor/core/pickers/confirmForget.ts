import * as l10n from '@vscode/l10n';
import { holdersOf } from '../../../credentials/hosts/elsewhere.ts';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { elsewhereInWords } from '../../vocabulary/words/hostWords.ts';
import type { Core } from '../core.ts';

/** Removes a saved secret from this machine after the user has confirmed: its value cannot be read again. */
export async function confirmForget(
  kept: KeptSecret,
  core: Pick<Core, 'keptSecrets' | 'hosts' | 'tell'>,
): Promise<void> {
  const forget = l10n.t('Forget It');
  const holders = holdersOf(await core.hosts.others(kept), kept.secretId);
  const chosen = await safeWindow.showWarningMessage(
    l10n.t('Forget the secret “{0}” of “{1}”?', kept.description, kept.clientName),
    {
      modal: true,
      detail: [
        l10n.t('Its value is taken out of SecretStorage. Files that hold it stay as they are.'),
        ...(holders.length > 0
          ? [l10n.t('Other hosts use it, too:'), elsewhereInWords(holders, core.hosts.name)]
          : []),
      ].join('\n\n'),
    },
    forget,
  );
  if (chosen !== forget) return;
  await core.keptSecrets.forget(kept);
  await core.tell({ kind: 'everything' });
}

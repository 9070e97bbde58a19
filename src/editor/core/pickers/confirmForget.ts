import * as l10n from '@vscode/l10n';
import { holdersOf } from '../../../credentials/hosts/elsewhere.ts';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import { elsewhereInWords } from '../../vocabulary/words/hostWords.ts';
import type { Core } from '../core.ts';
import { confirmOn, connectionNames } from './confirmOn.ts';

/** Removes a saved secret from this machine after the user has confirmed: its value cannot be read again. */
export async function confirmForget(
  kept: KeptSecret,
  core: Pick<Core, 'connections' | 'keptSecrets' | 'hosts' | 'tell'>,
): Promise<void> {
  const holders = holdersOf(await core.hosts.others(kept), kept.secretId);
  const confirmed = await confirmOn(connectionNames(core.connections, kept.tenantId), {
    message: l10n.t('Forget the secret “{0}” of “{1}”?', kept.description, kept.clientName),
    detail: [
      l10n.t('Its value is taken out of SecretStorage. Files that hold it stay as they are.'),
      ...(holders.length > 0
        ? [l10n.t('Other hosts use it, too:'), elsewhereInWords(holders, core.hosts.name)]
        : []),
    ].join('\n\n'),
    button: l10n.t('Forget It'),
  });
  if (!confirmed) return;
  await core.keptSecrets.forget(kept);
  await core.tell({ kind: 'everything' });
}

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
    message: l10n.t(
      'Remove the saved secret “{0}” of “{1}” from this machine?',
      kept.description,
      kept.clientName,
    ),
    detail: [
      l10n.t('Its value is removed from secret storage. Files that contain it stay unchanged.'),
      ...(holders.length > 0
        ? [l10n.t('Other hosts also use it:'), elsewhereInWords(holders, core.hosts.name)]
        : []),
    ].join('\n\n'),
    button: l10n.t('Remove Saved Secret'),
  });
  if (!confirmed) return;
  await core.keptSecrets.forget(kept);
  await core.tell({ kind: 'everything' });
}

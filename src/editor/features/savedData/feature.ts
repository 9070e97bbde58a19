import * as vscode from 'vscode';
import { removeSpentSecrets } from '../../../credentials/retention.ts';
import type { ChangeKind } from '../../core/change.ts';
import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { removeAllSavedData } from './removeAllSavedData.ts';
import { readRetentionRule } from './retentionSetting.ts';

/** Changes after which a saved secret can be one that is no longer kept. */
const CAUSES: ReadonlySet<ChangeKind> = new Set([
  'savedSecrets',
  'operations',
  'projectFiles',
  'commandEnded',
]);

/** What this machine has saved: how long it is kept, and removing all of it. */
export function feature(core: Core): Feature {
  let running: Promise<void> | undefined;
  const sweep = async () => {
    const rule = readRetentionRule();
    if (rule.kind === 'keep') return;
    for (const { clientName, secretId } of await removeSpentSecrets(rule, core))
      core.log.info(`saved value removed by the retention rule: secret ${secretId} of ${clientName}`);
  };
  /** Sweeps after the sweep that is at work, if any. Never rejects. */
  const sweepInTurn = (): Promise<void> => {
    const before = running ?? Promise.resolve();
    const mine = before.then(() => core.run(sweep));
    running = mine;
    return mine;
  };
  return {
    commands: { removeSavedData: () => removeAllSavedData(core) },
    changed: ({ kind }) => {
      // Not awaited: whoever tells of a change need not wait for it.
      if (CAUSES.has(kind) && readRetentionRule().kind !== 'keep') void sweepInTurn();
    },
    start: sweepInTurn,
    disposables: [
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('clientCredentials.savedSecrets')) void sweepInTurn();
      }),
    ],
  };
}

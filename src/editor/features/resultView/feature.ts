import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { chooseKept, credentialOf } from '../../core/pickers/chooseKept.ts';
import { editorClipboard } from '../../platform/clipboard/editorClipboard.ts';
import { markMilestone } from '../../platform/window/milestones.ts';
import { showKept, showOutcome, showPublicClient } from './showCredential.ts';

/** The page with a client id and its secret. */
export function feature(core: Core): Feature {
  const clipboard = editorClipboard(core.context.globalStorageUri.fsPath, core.log.error);
  const desk = { core, copySecret: clipboard.copy };
  return {
    commands: {
      showCredential: async node => {
        const kept = await chooseKept(core, node);
        if (kept) await showKept(desk, await credentialOf(core, kept), kept);
      },
    },
    services: {
      resultView: {
        showOutcome: async outcome => {
          markMilestone('clientAdded');
          await showOutcome(desk, outcome);
        },
        showKept: (credential, kept) => showKept(desk, credential, kept),
        showPublicClient: async client => {
          markMilestone('clientAdded');
          showPublicClient(desk, client);
        },
      },
    },
    start: clipboard.recover,
    disposables: [clipboard],
  };
}

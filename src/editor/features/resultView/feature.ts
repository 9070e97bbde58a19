import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { chooseKept, credentialOf } from '../../core/pickers/chooseKept.ts';
import { editorClipboard } from '../../platform/clipboard/editorClipboard.ts';
import { confirmUse } from '../../platform/window/confirmUse.ts';
import { markMilestone } from '../../platform/window/milestones.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { ResultPages, showPublicClient } from './showCredential.ts';

/** The page with a client id and its secret. */
export function feature(core: Core): Feature {
  const clipboard = editorClipboard(core.context.globalStorageUri.fsPath, core.log.error);
  const desk = { core, copySecret: clipboard.copy };
  const pages = new ResultPages(desk);
  return {
    commands: {
      copySecret: async node => {
        const kept = await chooseKept(core, node);
        if (!kept || !(await confirmUse('copy', kept.clientName))) return;
        const { secret } = await credentialOf(core, kept);
        void safeWindow.showInformationMessage(await clipboard.copy(secret));
      },
      showCredential: async node => {
        const kept = await chooseKept(core, node);
        if (kept) await pages.showKept(await credentialOf(core, kept), kept);
      },
    },
    services: {
      resultView: {
        showOutcome: async outcome => {
          markMilestone('clientAdded');
          await pages.showOutcome(outcome);
        },
        showKept: (credential, kept) => pages.showKept(credential, kept),
        showPublicClient: async client => {
          markMilestone('clientAdded');
          showPublicClient(desk, client);
        },
      },
    },
    changed: async change => {
      if (change.kind === 'projectFiles' || change.kind === 'savedSecrets') await pages.refresh();
    },
    start: clipboard.recover,
    disposables: [clipboard],
  };
}

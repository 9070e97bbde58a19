import * as vscode from 'vscode';
import type { Core } from '../../core/core.ts';
import { executeOn } from '../../core/execute.ts';
import { credentialOf } from '../../core/pickers/chooseKept.ts';
import { confirmForget } from '../../core/pickers/confirmForget.ts';
import type { FixActions } from './verificationFixes.ts';

/** Makes the actions of fixes; clients are changed by the commands of the tree. */
export function fixActions(core: Core): Omit<FixActions, 'verify'> {
  return {
    rotate: kept => core.rotation.rotateKept(kept),
    show: async kept => core.resultView.showKept(await credentialOf(core, kept), kept),
    onClient: async (command, client) => {
      const node = await core.connections.clientNode(client);
      await executeOn(core.execute, command, node);
    },
    forget: kept => confirmForget(kept, core),
    openFile: async file => {
      await vscode.window.showTextDocument(vscode.Uri.file(file));
    },
  };
}

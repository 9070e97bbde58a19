import * as vscode from 'vscode';
import { hasSecrets } from '../../../service/model/clientTypes.ts';
import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { chooseCredential } from '../../core/pickers/chooseKept.ts';
import { confirmNewDestination } from './confirmDestination.ts';
import { deliverAndRemember } from './deliverAndRemember.ts';
import { GitDecisions } from './gitDecisions.ts';
import { insertCredential, insertIntoFile } from './insertCommands.ts';
import { insertPublicClient } from './insertPublicClient.ts';
import { RememberedTarget } from './rememberedTarget.ts';
import { writeGuard } from './writeGuard.ts';
import { writeReference } from './writeReference.ts';

/** Writing credentials to files of the project and to external stores. */
export function feature(core: Core): Feature {
  const memory = core.context.workspaceState;
  const remembered = new RememberedTarget(memory, activeFolder);
  const gitDecisions = new GitDecisions(memory);
  const confirmation = {
    bindings: core.bindings,
    keptSecrets: core.keptSecrets,
    files: core.files,
    gitDecisions,
  };
  const insertion = { core, remembered, confirmation };
  return {
    commands: {
      insert: async node => {
        if (node?.kind === 'client' && !hasSecrets(node.client.type)) return insertPublicClient(core, node);
        const credential = await chooseCredential(core, node);
        if (credential) await insertCredential(insertion, credential);
      },
    },
    services: {
      delivery: {
        confirm: write => confirmNewDestination(write, confirmation),
        deliver: (credential, confirmed) => deliverAndRemember(credential, confirmed, core, remembered),
        mayWrite: writeGuard(core, gitDecisions),
        writeReference: (key, reference, title) => writeReference(core, key, reference, title),
        insert: credential => insertCredential(insertion, credential),
        insertIntoFile: (file, clientId) => insertIntoFile(insertion, file, clientId),
      },
    },
  };
}

/** The workspace folder of the file in the active editor. */
function activeFolder(): string | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && vscode.workspace.getWorkspaceFolder(document.uri)?.uri.fsPath;
}

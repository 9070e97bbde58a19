import * as vscode from 'vscode';
import type { DeliverableCredential, Delivered } from '../../../credentials/delivery/deliverCredential.ts';
import type { ConfirmedDestination } from '../../../credentials/delivery/destination.ts';
import { hasSecrets } from '../../../service/model/clientTypes.ts';
import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { chooseCredential } from '../../core/pickers/chooseKept.ts';
import type { ClientsNode } from '../../vocabulary/clientsNode.ts';
import { confirmNewDestination } from './confirmDestination.ts';
import { deliverAndRemember } from './deliverAndRemember.ts';
import { GitDecisions } from './gitDecisions.ts';
import {
  type Insertable,
  type Insertion,
  insertableClient,
  insertableCredential,
  insertedOf,
} from './insertable.ts';
import { insertIntoFile, insertNow, insertWhereAsked } from './insertCommands.ts';
import { sayReplaced } from './insertNotices.ts';
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
    replacedClient: core.project.replacedClient,
  };
  const insertion: Insertion = { core, remembered, confirmation };
  return {
    commands: {
      insert: async node => {
        const what = await chooseInsertable(insertion, node);
        if (what) await insertWhereAsked(insertion, what);
      },
      insertNow: async node => {
        const what = await chooseInsertable(insertion, node);
        if (what) await insertNow(insertion, what);
      },
    },
    services: {
      delivery: {
        confirm: write => confirmNewDestination(write, confirmation),
        deliver: (credential, confirmed) => deliverNew(insertion, credential, confirmed),
        mayWrite: writeGuard(core, gitDecisions),
        writeReference: (key, reference, title) => writeReference(core, key, reference, title),
        insert: credential => insertWhereAsked(insertion, insertableCredential(insertion, credential)),
        insertIntoFile: (file, clientId) => insertIntoFile(insertion, file, clientId),
      },
    },
  };
}

/** Returns what a command inserts: the client of a node without secrets, else a saved secret. */
async function chooseInsertable(insertion: Insertion, node?: ClientsNode): Promise<Insertable | undefined> {
  if (node?.kind === 'client' && !hasSecrets(node.client.type)) return insertableClient(insertion, node);
  const credential = await chooseCredential(insertion.core, node);
  return credential && insertableCredential(insertion, credential);
}

/** Writes what was issued. If that replaces the credentials of another client, the way back is offered. */
async function deliverNew(
  { core, remembered }: Insertion,
  credential: DeliverableCredential,
  confirmed: ConfirmedDestination,
): Promise<Delivered | undefined> {
  const delivered = await deliverAndRemember(credential, confirmed, core, remembered);
  const inserted = delivered && insertedOf(delivered, core);
  if (inserted?.kind === 'file') sayReplaced(core, inserted);
  return delivered;
}

/** The workspace folder of the file in the active editor. */
function activeFolder(): string | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && vscode.workspace.getWorkspaceFolder(document.uri)?.uri.fsPath;
}

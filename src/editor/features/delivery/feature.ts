import { randomBytes, randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Bindings } from '../../../credentials/records/bindings.ts';
import type { PlainValues } from '../../../projectFiles/shapes/field.ts';
import { EditorFileWriter } from '../../platform/files/editorFileWriter.ts';
import { ProjectFolders } from '../../platform/files/projectFolders.ts';
import { reached } from '../../platform/window/milestones.ts';
import type { WorkspaceMemory } from '../../platform/workspaceMemory.ts';
import { putIntoStoreWithProgress } from './deliverAndRemember.ts';
import { GitDecisions } from './gitDecisions.ts';
import { RememberedTarget } from './rememberedTarget.ts';

/** Makes what brings credentials into projects, and remembers where they went. */
export function destinationParts(memory: WorkspaceMemory, bindings: Bindings, now: () => Date) {
  const folders = new ProjectFolders();
  const delivery = {
    ...{ bindings, now, reached },
    remembered: new RememberedTarget(memory, activeFolder),
    gitDecisions: new GitDecisions(memory),
    files: new EditorFileWriter(randomUUID),
    putIntoStore: putIntoStoreWithProgress,
    newSalt: () => randomBytes(16).toString('hex'),
  };
  return { folders, delivery, targets: (values: PlainValues) => folders.targets(values) };
}

/** The workspace folder of the file that the user looks at. */
function activeFolder(): string | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && vscode.workspace.getWorkspaceFolder(document.uri)?.uri.fsPath;
}

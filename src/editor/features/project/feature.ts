import * as vscode from 'vscode';
import type { Connection } from '../../../credentials/connections/connection.ts';
import type { Bindings } from '../../../credentials/records/bindings.ts';
import type { KeptSecrets } from '../../../credentials/records/keptSecrets.ts';
import { diskAccess } from '../../../projectFiles/fileAccess.ts';
import { readCredentials } from '../../../projectFiles/search/readCredentials.ts';
import type { IdentityService } from '../../../service/identityService.ts';
import { ClientLookup } from '../../core/clientLookup.ts';
import { type ProjectFolders, userSecretsPlace } from '../../platform/files/projectFolders.ts';
import type { TreeView } from '../../platform/trees/registerTree.ts';
import type { ProjectNode } from '../../vocabulary/projectNode.ts';
import type { ProjectFolder } from './projectModel.ts';
import { ProjectTree } from './projectTree.ts';

/** What the view of the project's credentials is made of. */
export interface ProjectPartsNeeds {
  readonly view: TreeView<ProjectNode>;
  readonly folders: ProjectFolders;
  readonly connections: () => readonly Connection[];
  readonly service: (connection: Connection) => Promise<IdentityService>;
  readonly keptSecrets: KeptSecrets;
  readonly bindings: Bindings;
  readonly now: () => Date;
}

/** Older than this the view is drawn again when the user comes back to it, milliseconds: time itself changes it. */
const STALE_MS = 60_000;

/** Makes what shows the credentials of the workspace's files. */
export function projectParts(needs: ProjectPartsNeeds) {
  const { view, folders, connections, service, keptSecrets, bindings, now } = needs;
  const lookup = new ClientLookup({ connections, service, now });
  const tree = new ProjectTree({
    ...{ bindings, keptSecrets, lookup, now },
    folders: () => foldersOf(folders, connections),
  });
  let drawnAtMs = now().getTime();
  const draw = () => {
    drawnAtMs = now().getTime();
    view.changed(undefined);
  };
  const disposables = [
    folders.onDidChange(draw),
    view.onDidShow(() => {
      if (now().getTime() - drawnAtMs >= STALE_MS) draw();
    }),
  ];
  return {
    tree,
    /** Draws what may have changed here; what the service said a moment ago still counts. */
    draw,
    /** Has what the service said be asked for again when the view is drawn next. */
    forget: () => lookup.forget(),
    /** Asks for everything again. */
    refresh: () => {
      lookup.forget();
      draw();
    },
    dispose: () => {
      for (const disposable of disposables.toReversed()) disposable.dispose();
    },
  };
}

function foldersOf(
  folders: ProjectFolders,
  connections: () => readonly Connection[],
): readonly ProjectFolder[] {
  return folders.indexes().map(index => ({
    path: index.folder,
    name: vscode.workspace.getWorkspaceFolder(vscode.Uri.file(index.folder))?.name ?? index.folder,
    read: async clientIds => {
      const files = await index.files();
      const found = await readCredentials(index.folder, {
        ...{ access: diskAccess, files, known: { values: connections(), clientIds } },
        userSecrets: userSecretsPlace(),
      });
      return { ...found, cut: found.cut || index.cut };
    },
  }));
}

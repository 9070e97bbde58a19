import * as vscode from 'vscode';
import type { Change } from '../../core/change.ts';
import { ClientLookup } from '../../core/clientLookup.ts';
import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { rowsOf } from '../../platform/trees/rowsOf.ts';
import type { ProjectNode } from '../../vocabulary/projectNode.ts';
import { fileCredentials, readFolder } from './fileCredentials.ts';
import { hideCredential, unhideCredentials } from './hiddenCommands.ts';
import { HiddenCredentials } from './hiddenCredentials.ts';
import { insertHere, openProjectFile } from './projectCommands.ts';
import { ProjectFolders } from './projectFolders.ts';
import type { ProjectFolder } from './projectModel.ts';
import { ProjectTree } from './projectTree.ts';

/** Age in milliseconds after which the view is drawn again when the user returns to it: secrets expire in the meantime. */
const STALE_MS = 60_000;

/** The Project Credentials view, and the files of the workspace that can take credentials. */
export function feature(core: Core): Feature {
  const { connections, bindings, keptSecrets, now } = core;
  const hidden = new HiddenCredentials(core.context.workspaceState);
  const folders = new ProjectFolders(hidden);
  const lookup = new ClientLookup({
    connections: connections.ofWorkspace,
    service: connections.service,
    now,
  });
  const { rows, view } = rowsOf<ProjectNode>(core.views.project, () => tree);
  const tree = new ProjectTree({
    bindings,
    keptSecrets,
    lookup,
    now,
    folders: () => foldersOf(folders, connections, hidden),
  });
  const drawing = new Drawing(() => view.changed(undefined), lookup, now);
  return {
    commands: {
      hideCredential: node => hideCredential(core, hidden, node),
      insertHere: node => insertHere(core, node),
      openProjectFile: node => openProjectFile(node),
      refreshProject: () => {
        folders.reset();
        drawing.refresh();
      },
      unhideCredentials: () => unhideCredentials(core, hidden),
    },
    trees: { project: rows },
    services: {
      project: {
        targets: values => folders.targets(values),
        credentials: file => fileCredentials(core, folders, hidden, file),
      },
    },
    changed: change => drawing.changed(change),
    disposables: [
      folders,
      folders.onDidChange(() => drawing.draw()),
      view.onDidShow(() => drawing.whenShown()),
    ],
  };
}

/** Draws the view again when it may have changed. */
class Drawing {
  readonly #view: () => void;
  readonly #lookup: ClientLookup;
  readonly #now: () => Date;
  #drawnAtMs: number;

  /** @param view draws the view */
  constructor(view: () => void, lookup: ClientLookup, now: () => Date) {
    this.#view = view;
    this.#lookup = lookup;
    this.#now = now;
    this.#drawnAtMs = now().getTime();
  }

  /** Draws the view again, with cached answers of the service. */
  draw(): void {
    this.#drawnAtMs = this.#now().getTime();
    this.#view();
  }

  /** Reads everything again. */
  refresh(): void {
    this.#lookup.forget();
    this.draw();
  }

  changed(change: Change): void {
    if (change.kind === 'everything') this.refresh();
    if (change.kind === 'client' || change.kind === 'clients') this.#lookup.forget();
    if (change.kind === 'projectFiles') this.draw();
    // A click that opens a file changes nothing.
    if (change.kind === 'commandEnded' && change.command !== 'openProjectFile') this.draw();
  }

  whenShown(): void {
    if (this.#now().getTime() - this.#drawnAtMs >= STALE_MS) this.draw();
  }
}

function foldersOf(
  folders: ProjectFolders,
  connections: Core['connections'],
  notOurs: HiddenCredentials,
): readonly ProjectFolder[] {
  return folders.indexes().map(index => ({
    path: index.folder,
    name: vscode.workspace.getWorkspaceFolder(vscode.Uri.file(index.folder))?.name ?? index.folder,
    read: async clientIds => {
      const found = await readFolder(index, { values: connections.ofWorkspace(), clientIds }, notOurs);
      return { ...found, cut: found.cut || index.cut };
    },
  }));
}

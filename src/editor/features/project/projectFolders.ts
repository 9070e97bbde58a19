import os from 'node:os';
import * as vscode from 'vscode';
import { diskAccess } from '../../../projectFiles/fileAccess.ts';
import type { NotOurs } from '../../../projectFiles/notOurs.ts';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';
import { findTargets, likeliestFirst } from '../../../projectFiles/search/findTargets.ts';
import { type FileEvent, ProjectIndex } from '../../../projectFiles/search/projectIndex.ts';
import type { UserSecretsPlace } from '../../../projectFiles/shapes/dotnet/userSecrets.ts';
import type { PlainValues } from '../../../projectFiles/shapes/field.ts';
import { declaredAttributes } from '../../platform/declaredAttributes.ts';

/** Delay in milliseconds that combines changes into one report: a build writes many files. */
const SETTLES_MS = 300;

interface WatchedFolder {
  readonly index: ProjectIndex;
  readonly watcher: vscode.Disposable;
}

/** The workspace folders with their files that are relevant to credentials, watched from the first access. */
export class ProjectFolders implements vscode.Disposable {
  readonly #folders = new Map<string, WatchedFolder>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables: vscode.Disposable[];
  readonly #notOurs: NotOurs;
  #timer: NodeJS.Timeout | undefined;

  /** @param notOurs what the user has marked as another service's */
  constructor(notOurs: NotOurs) {
    this.#notOurs = notOurs;
    this.#disposables = [
      this.#changed,
      vscode.workspace.onDidChangeWorkspaceFolders(({ removed }) => {
        for (const { uri } of removed) this.#drop(uri.fsPath);
        this.#report();
      }),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (['files.exclude', 'search.exclude'].some(section => event.affectsConfiguration(section)))
          this.reset();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#report()),
    ];
  }

  /** Fires when files relevant to credentials may have changed. */
  get onDidChange(): vscode.Event<void> {
    return this.#changed.event;
  }

  /** Returns the index of each workspace folder on this machine, in their order. */
  indexes(): readonly ProjectIndex[] {
    const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
    return folders.map(folder => this.#watched(folder).index);
  }

  /**
   * Finds the files of all workspace folders that could take a credential. None in Restricted Mode: what an untrusted
   * workspace contains must not decide where a secret goes.
   */
  async targets(values: PlainValues): Promise<readonly ProjectTarget[]> {
    if (!vscode.workspace.isTrusted) return [];
    const found = await Promise.all(
      this.indexes().map(async index =>
        findTargets(index.folder, values, {
          access: diskAccess,
          files: await index.files(),
          userSecrets: userSecretsPlace(),
          declared: declaredAttributes,
          notOurs: this.#notOurs,
        }),
      ),
    );
    // A file of a public client has no key for a secret, and a browser would show it.
    const takes = values.isPublic ? 'clientId' : 'clientSecret';
    return likeliestFirst(found.flat().filter(({ places }) => places.some(({ field }) => field === takes)));
  }

  /** Reads all files again. */
  reset(): void {
    for (const { index } of this.#folders.values()) index.reset();
    this.#report();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const folder of [...this.#folders.keys()]) this.#drop(folder);
    for (const disposable of this.#disposables.toReversed()) disposable.dispose();
  }

  #watched(folder: vscode.WorkspaceFolder): WatchedFolder {
    const { fsPath } = folder.uri;
    const known = this.#folders.get(fsPath);
    if (known) return known;
    const index = new ProjectIndex(fsPath, () => readExcludedGlobs(folder), diskAccess);
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**/*'));
    const touch = (what: FileEvent) => (uri: vscode.Uri) => {
      if (index.touch(uri.fsPath, what)) this.#report();
    };
    watcher.onDidCreate(touch('created'));
    watcher.onDidChange(touch('changed'));
    watcher.onDidDelete(touch('deleted'));
    this.#folders.set(fsPath, { index, watcher });
    return { index, watcher };
  }

  #drop(folder: string): void {
    this.#folders.get(folder)?.watcher.dispose();
    this.#folders.delete(folder);
  }

  #report(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changed.fire(), SETTLES_MS);
  }
}

/** Returns globs set to true. Those with `when` are left out: they apply only to generated files. */
function readExcludedGlobs(folder: vscode.WorkspaceFolder): readonly string[] {
  const globs = ['files', 'search'].flatMap(section =>
    Object.entries(
      vscode.workspace.getConfiguration(section, folder).get<Record<string, unknown>>('exclude', {}),
    ),
  );
  return globs.filter(([, on]) => on === true).map(([glob]) => glob);
}

/** Returns where .NET keeps user secrets on this machine. */
export function userSecretsPlace(): UserSecretsPlace {
  return { home: os.homedir(), platform: process.platform, appData: process.env.APPDATA || undefined };
}

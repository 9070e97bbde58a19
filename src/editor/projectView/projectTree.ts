import * as vscode from 'vscode';
import type { TreeSource } from '../treeView/registerTree.ts';
import { type ProjectModelParts, projectNodes } from './projectModel.ts';
import type { ProjectNode } from './projectNode.ts';
import { projectTreeItem } from './projectTreeItem.ts';

/**
 * The Project Credentials tree as the editor asks for it. What has changed is read before the editor is told: it knows no row of
 * a tree that it is filling anew, and a click on one would go astray meanwhile.
 */
export class ProjectTree implements TreeSource<ProjectNode> {
  readonly #parts: ProjectModelParts;
  /** Read already, for when the editor asks. */
  #ready: readonly ProjectNode[] | undefined;
  #updating: Promise<boolean> | undefined;
  #isAskedAgain = false;
  #isWanted = false;

  constructor(parts: ProjectModelParts) {
    this.#parts = parts;
  }

  /** Returns the children of a node, or the roots. */
  async children(node?: ProjectNode): Promise<readonly ProjectNode[]> {
    if (node) return childrenOf(node);
    this.#isWanted = true;
    this.#ready ??= await this.#read();
    return this.#ready;
  }

  /** Makes the item of a node. */
  item(node: ProjectNode): vscode.TreeItem {
    return projectTreeItem(node, this.#parts.now());
  }

  /** Reads everything again; returns whether there is something else to show. One reading at a time, and one after it if asked. */
  async update(): Promise<boolean> {
    // nobody has looked at it yet: it is read when somebody does
    if (!this.#isWanted) return false;
    this.#isAskedAgain = true;
    this.#updating ??= this.#updateWhileAsked().finally(() => {
      this.#updating = undefined;
    });
    return this.#updating;
  }

  async #updateWhileAsked(): Promise<boolean> {
    const before = this.#ready;
    while (this.#isAskedAgain) {
      this.#isAskedAgain = false;
      // what cannot be read now fails, with words, when the editor asks
      this.#ready = await this.#read().catch(() => undefined);
    }
    return !before || !this.#ready || JSON.stringify(before) !== JSON.stringify(this.#ready);
  }

  async #read(): Promise<readonly ProjectNode[]> {
    const roots = await projectNodes(this.#parts);
    const state = roots.length === 0 ? 'empty' : 'ready';
    void vscode.commands.executeCommand('setContext', 'clientCredentials.projectState', state);
    return roots;
  }
}

function childrenOf(node: ProjectNode): readonly ProjectNode[] {
  if (node.kind === 'folder') return node.files;
  return node.kind === 'file' ? [...node.keys, ...node.more] : [];
}

import * as vscode from 'vscode';
import type { TreeSource } from '../../platform/trees/registerTree.ts';
import type { ProjectNode } from '../../vocabulary/projectNode.ts';
import { type ProjectSources, projectNodes } from './projectModel.ts';
import { projectTreeItem } from './projectTreeItem.ts';

/** The Project Credentials tree as the editor asks for it. */
export class ProjectTree implements TreeSource<ProjectNode> {
  readonly #sources: ProjectSources;

  constructor(sources: ProjectSources) {
    this.#sources = sources;
  }

  /** Returns the children of a node, or the roots, which are read again. */
  async children(node?: ProjectNode): Promise<readonly ProjectNode[]> {
    if (node) return childrenOf(node);
    const roots = await projectNodes(this.#sources);
    const state = roots.length === 0 ? 'empty' : 'ready';
    void vscode.commands.executeCommand('setContext', 'clientCredentials.projectState', state);
    return roots;
  }

  /** Makes the item of a node. */
  item(node: ProjectNode): vscode.TreeItem {
    return projectTreeItem(node, this.#sources.now());
  }
}

function childrenOf(node: ProjectNode): readonly ProjectNode[] {
  if (node.kind === 'folder') return node.files;
  return node.kind === 'file' ? [...node.keys, ...node.more] : [];
}

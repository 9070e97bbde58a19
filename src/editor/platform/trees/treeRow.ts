import type * as vscode from 'vscode';

/**
 * A row of a tree, as the editor identifies it: the same object while the row exists, even if its node is replaced.
 */
export class Row<Node> {
  readonly key: string;
  node: Node;
  /** The look last sent to the editor. */
  look = '';
  /** Whether the editor has its tooltip, which it caches until a change is reported. */
  hasTooltip = false;

  /** @param key the id of its item, unique in the tree */
  constructor(key: string, node: Node) {
    this.key = key;
    this.node = node;
  }
}

/** A change to report: rows whose look or children have changed, or changed roots. */
export class Change<Node> {
  readonly rows = new Set<Row<Node>>();
  hasRoots = false;
  /** The keys of the rows whose children were read. */
  readonly compared = new Set<string>();
  /** Children that the editor will ask for again, by their parent's key. */
  readonly ready = new Map<string, readonly Node[]>();
}

/** Returns a command's arguments with nodes in place of rows, also in lists. */
export const nodesOf = (args: readonly unknown[]): readonly unknown[] =>
  args.map(argument => (Array.isArray(argument) ? argument.map(nodeOf) : nodeOf(argument)));

const nodeOf = (argument: unknown): unknown => (argument instanceof Row ? argument.node : argument);

/** Returns all that the editor draws of an item, except for a tooltip that is loaded on hover. */
export function lookOf(item: vscode.TreeItem): string {
  const { label, description, contextValue, collapsibleState, iconPath, accessibilityInformation } = item;
  const { tooltip, command, resourceUri } = item;
  return JSON.stringify([
    ...[
      label,
      description,
      contextValue,
      collapsibleState ? 'parent' : 'leaf',
      iconPath,
      accessibilityInformation,
    ],
    ...[tooltip, command?.command, command?.title, resourceUri?.toString()],
  ]);
}

/** Keeps an item expanded when redrawn. */
export function keepOpen(item: vscode.TreeItem): vscode.TreeItem {
  if (item.collapsibleState) item.collapsibleState = EXPANDED;
  return item;
}

/** `TreeItemCollapsibleState.Expanded`: the rows are tested without an editor. */
const EXPANDED: vscode.TreeItemCollapsibleState = 2;

import type * as vscode from 'vscode';

/**
 * A line of a tree, as the editor knows it: the same object for as long as the line is there, whatever becomes of its node.
 */
export class Row<Node> {
  readonly key: string;
  node: Node;
  /** What the editor was last told of it. */
  look = '';
  /** Whether the editor has its tooltip, which it keeps until it is told of a change. */
  hasTooltip = false;

  /** @param key the id of its item: no two rows of a tree have the same */
  constructor(key: string, node: Node) {
    this.key = key;
    this.node = node;
  }
}

/** What to tell the editor: rows that look different or have other children, or that there are other roots. */
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

/** Everything of an item that the editor draws, but for a tooltip that comes when it is hovered over. */
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

/** Keeps an item open that is drawn again. */
export function keepOpen(item: vscode.TreeItem): vscode.TreeItem {
  if (item.collapsibleState) item.collapsibleState = EXPANDED;
  return item;
}

/** `TreeItemCollapsibleState.Expanded`: the rows are tested without an editor. */
const EXPANDED: vscode.TreeItemCollapsibleState = 2;

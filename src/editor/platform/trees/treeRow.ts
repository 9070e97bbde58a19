import type * as vscode from 'vscode';

/** What we know of a row. */
export interface RowState<Node> {
  /** The id of its item, unique in the tree. */
  readonly key: string;
  node: Node;
  /** The look last sent to the editor. */
  look: string;
  /** Whether the editor has its tooltip, which it caches until a change is reported. */
  hasTooltip: boolean;
}

/**
 * A row of a tree, as the editor identifies it: the same object while the row exists, even if its node is replaced. Other
 * extensions can get hold of it, so it is empty and frozen: what we know of it is found by its identity only.
 */
export interface Row<Node> {
  readonly [OF]?: Node;
}

/** Tells the rows of one tree from those of another, for the compiler only. */
declare const OF: unique symbol;

/** The rows that our trees have made. A copy, a proxy or an heir of one is not among them. */
const STATES = new WeakMap<object, RowState<unknown>>();

/** Makes the row of a node. */
export function makeRow<Node>(key: string, node: Node): Row<Node> {
  const row: Row<Node> = Object.freeze({});
  STATES.set(row, { key, node, look: '', hasTooltip: false });
  return row;
}

/** Returns what we know of a row. */
export const stateOf = <Node>(row: Row<Node>): RowState<Node> => STATES.get(row) as RowState<Node>;

/** Returns what we know of a value if it is a row that our trees have made. */
export const stateIfOurs = (value: unknown): RowState<unknown> | undefined =>
  typeof value === 'object' && value !== null ? STATES.get(value) : undefined;

/** A change to report: rows whose look or children have changed, or changed roots. */
export class Change<Node> {
  readonly rows = new Set<Row<Node>>();
  hasRoots = false;
  /** The keys of the rows whose children were read. */
  readonly compared = new Set<string>();
  /** Children that the editor will ask for again, by their parent's key. */
  readonly ready = new Map<string, readonly Node[]>();
}

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

/** Completes the item of a row for the editor: a click runs its command on the row, and an open row stays open. */
export function completeItem(row: Row<unknown>, item: vscode.TreeItem, isOpen: boolean): vscode.TreeItem {
  const state = stateOf(row);
  state.look = lookOf(item);
  state.hasTooltip = false;
  if (item.command) item.command = { ...item.command, arguments: [row] };
  if (isOpen && item.collapsibleState) item.collapsibleState = EXPANDED;
  return item;
}

/** `TreeItemCollapsibleState.Expanded`: the rows are tested without an editor. */
const EXPANDED: vscode.TreeItemCollapsibleState = 2;

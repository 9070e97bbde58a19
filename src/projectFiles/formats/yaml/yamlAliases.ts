import { type Alias, type Document, isAlias, isCollection, isPair, type Node } from 'yaml';

/** What the aliases of a text stand for. */
export interface Aliases {
  /** Returns the node that an alias stands for; `undefined` if there is none. */
  readonly targetOf: (alias: Alias) => Node | undefined;
  /** Tells whether a node is seen at another place, too. */
  readonly isAliased: (node: Node) => boolean;
}

/** Reads what the aliases of documents stand for: the last node before each that has its anchor. */
export function readAliases(documents: readonly Document[]): Aliases {
  const targets = new Map<Alias, Node>();
  for (const { contents } of documents) {
    const anchored = new Map<string, Node>();
    for (const node of nodesIn(contents)) {
      if (!isAlias(node)) anchored.set(node.anchor, node);
      else {
        const target = anchored.get(node.source);
        if (target) targets.set(node, target);
      }
    }
  }
  const aliased = new Set(targets.values());
  return { targetOf: alias => targets.get(alias), isAliased: node => aliased.has(node) };
}

type Anchored = Exclude<Node, Alias> & { readonly anchor: string };

/** Returns the aliases and the nodes with anchors, in the order of the text. */
function* nodesIn(root: unknown): Generator<Alias | Anchored> {
  const ahead: unknown[] = [root];
  while (ahead.length > 0) {
    const node = ahead.pop();
    if (isAlias(node) || hasAnchor(node)) yield node;
    if (isPair(node)) ahead.push(node.value, node.key);
    else if (isCollection(node)) for (const item of node.items.toReversed()) ahead.push(item);
  }
}

const hasAnchor = (node: unknown): node is Anchored =>
  typeof node === 'object' && node !== null && 'anchor' in node && node.anchor !== undefined;

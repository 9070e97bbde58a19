import type { CommandName } from '../../vocabulary/commandId.ts';

/**
 * Tells whether a command was run on a row of a tree that the editor did not know at that moment. It passes the node and the
 * selected nodes, and knows neither while it fills that part of the tree again; a palette, a key or a title's button passes
 * fewer arguments. A client can be added from any row.
 */
export function isLostRow(name: CommandName, args: readonly unknown[]): boolean {
  if (args.length < 2 || name === 'addClient') return false;
  const [node, selected] = args;
  return isNothing(node) || (Array.isArray(selected) && selected.some(isNothing));
}

const isNothing = (value: unknown): boolean => value === undefined || value === null;

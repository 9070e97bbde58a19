import type { CommandName } from '../../vocabulary/commandId.ts';

/**
 * Returns whether a command was run on a tree row whose node the editor did not have. The editor passes the node and the
 * selected nodes; both are undefined while it reads that part of the tree again. The palette, a key or a title button passes
 * fewer arguments. Adding a client works on any row.
 */
export function isLostRow(name: CommandName, args: readonly unknown[]): boolean {
  if (args.length < 2 || name === 'addClient') return false;
  const [node, selected] = args;
  return isNothing(node) || (Array.isArray(selected) && selected.some(isNothing));
}

const isNothing = (value: unknown): boolean => value === undefined || value === null;

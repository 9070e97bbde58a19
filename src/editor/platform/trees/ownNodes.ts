import { types } from 'node:util';
import { stateIfOurs } from './treeRow.ts';

/** More rows than any tree shows: the editor never passes as many. */
const MOST_ROWS = 100_000;

/** Stands for an argument that is no row of ours. */
const FOREIGN = Symbol('foreign');

/**
 * Returns the nodes of the rows that a command was run on: of the one that was clicked, and of all that are selected. Anyone
 * can run a command with any arguments: another extension, a keybinding, or an `inputs` entry in the `launch.json` of a
 * workspace. If any of them is not a row that our trees have made, all are ignored, as if the command had none. What the
 * editor passes for a row that it has lost (`undefined`, `null`) stays `undefined`.
 */
export function ownNodesOf(args: readonly unknown[]): readonly unknown[] {
  const nodes = args.map(argument => listOf(argument)?.map(nodeOf) ?? nodeOf(argument));
  return nodes.flat().includes(FOREIGN) ? [] : nodes;
}

/** Returns the entries of a list. A list of someone else may have any length, and entries that run code when they are read. */
function listOf(argument: unknown): readonly unknown[] | undefined {
  // A proxy of a list may answer each question in another way.
  if (types.isProxy(argument) || !Array.isArray(argument)) return undefined;
  if (argument.length > MOST_ROWS) return [FOREIGN];
  // Only the length is not enumerable.
  const entries = Object.values(Object.getOwnPropertyDescriptors(argument)).filter(each => each.enumerable);
  return entries.map(entry => ('value' in entry ? entry.value : FOREIGN));
}

function nodeOf(argument: unknown): unknown {
  if (argument === undefined || argument === null) return undefined;
  return stateIfOurs(argument)?.node ?? FOREIGN;
}

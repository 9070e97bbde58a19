import type { ClientsNode } from '../vocabulary/clientsNode.ts';
import { type ArgumentsOf, argumentsFor, type ClientsCommand } from '../vocabulary/commandArguments.ts';
import type { CommandName } from '../vocabulary/commandId.ts';

/**
 * Runs a command with typed arguments, as a click would: shows its errors and never rejects. Our own code runs commands on
 * nodes and records only in this way. The commands that are registered in the editor take rows of our trees, and nothing else.
 */
export type Execute = <Name extends CommandName>(name: Name, ...args: ArgumentsOf<Name>) => Promise<void>;

/** Runs a command on a node of the Clients view, as a click on its row does. */
export const executeOn = (execute: Execute, name: ClientsCommand, node: ClientsNode): Promise<void> =>
  execute(name, ...(argumentsFor(name, [node]) as ArgumentsOf<typeof name>));

import type { Connection } from '../../../credentials/connections/connection.ts';
import type { WorkspaceMemory } from '../../platform/workspaceMemory.ts';

const KEY = 'activeConnection';

/** The connection that this workspace works with, since a project goes with its tenant; without a choice, all of them. */
export class ActiveConnection {
  readonly #memory: WorkspaceMemory;

  constructor(memory: WorkspaceMemory) {
    this.#memory = memory;
  }

  /** Returns the chosen connection as the only one, or all when none is chosen or the chosen one is gone. */
  among(connections: readonly Connection[]): readonly Connection[] {
    const chosen = connections.filter(({ name }) => name === this.#memory.get(KEY));
    return chosen.length > 0 ? chosen : connections;
  }

  /** Chooses a connection by its name; `undefined` for all of them. */
  async choose(name: string | undefined): Promise<void> {
    await this.#memory.update(KEY, name);
  }

  /** Follows a connection to its new name. */
  async rename(before: string, name: string): Promise<void> {
    if (this.#memory.get(KEY) === before) await this.choose(name);
  }
}

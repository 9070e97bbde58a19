import type { ProjectTarget } from '../../projectFiles/projectTarget.ts';
import type { WorkspaceMemory } from '../workspaceMemory.ts';

const KEY = 'lastTarget';

/** The file that the last credential went into: the next one goes there with one click. */
export class RememberedTarget {
  readonly #memory: WorkspaceMemory;

  constructor(memory: WorkspaceMemory) {
    this.#memory = memory;
  }

  /** Returns the remembered file, if it is still among the targets. */
  among(targets: readonly ProjectTarget[]): ProjectTarget | undefined {
    const path = this.#memory.get(KEY);
    return targets.find(target => target.path === path);
  }

  async remember(target: ProjectTarget): Promise<void> {
    await this.#memory.update(KEY, target.path);
  }
}

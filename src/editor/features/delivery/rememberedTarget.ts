import { type ProjectTarget, targetId } from '../../../projectFiles/projectTarget.ts';
import type { WorkspaceMemory } from '../../platform/workspaceMemory.ts';

const KEY = 'lastTargets';

interface Remembered {
  /** By workspace folder: the target that the last credential went into. */
  readonly byFolder: Readonly<Record<string, string>>;
  /** The folder that the last credential went into. */
  readonly lastFolder: string;
}

/** The file of each workspace folder that its last credential went into: the next one goes there with one click. */
export class RememberedTarget {
  readonly #memory: WorkspaceMemory;
  readonly #activeFolder: () => string | undefined;

  /** @param activeFolder the workspace folder that the user works in just now */
  constructor(memory: WorkspaceMemory, activeFolder: () => string | undefined) {
    this.#memory = memory;
    this.#activeFolder = activeFolder;
  }

  /** Returns the remembered target of the folder that the user works in, else of the last one, if it is still there. */
  among(targets: readonly ProjectTarget[]): ProjectTarget | undefined {
    const { byFolder, lastFolder } = this.#read();
    const id = byFolder[this.#activeFolder() ?? lastFolder] ?? byFolder[lastFolder];
    return targets.find(target => targetId(target) === id);
  }

  async remember(target: ProjectTarget): Promise<void> {
    const byFolder = { ...this.#read().byFolder, [target.folder]: targetId(target) };
    await this.#memory.update(KEY, { byFolder, lastFolder: target.folder });
  }

  #read(): Remembered {
    const found = this.#memory.get(KEY) as Partial<Remembered> | undefined;
    return { byFolder: found?.byFolder ?? {}, lastFolder: found?.lastFolder ?? '' };
  }
}

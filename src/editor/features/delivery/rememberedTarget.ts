import { type ProjectTarget, targetId } from '../../../projectFiles/projectTarget.ts';
import type { WorkspaceMemory } from '../../platform/workspaceMemory.ts';

const KEY = 'lastTargets';

interface Remembered {
  /** By workspace folder: the target of the last inserted credential. */
  readonly byFolder: Readonly<Record<string, string>>;
  /** Folder of the last inserted credential. */
  readonly lastFolder: string;
}

/** Remembers the file of the last credential in each workspace folder: the next one goes there with one click. */
export class RememberedTarget {
  readonly #memory: WorkspaceMemory;
  readonly #activeFolder: () => string | undefined;

  /** @param activeFolder returns the workspace folder of the active editor */
  constructor(memory: WorkspaceMemory, activeFolder: () => string | undefined) {
    this.#memory = memory;
    this.#activeFolder = activeFolder;
  }

  /** Returns the remembered target of the active folder, else of the last one used, if it still exists. */
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

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
    const id = this.#id();
    return targets.find(target => targetId(target) === id);
  }

  /**
   * Returns the target that credentials most likely belong to: one that has the id of the client, of several the remembered one;
   * else the remembered one; else, if none is remembered, the best one. `undefined` if none can take them, or if the remembered
   * one can't any more: another file would be a surprise.
   *
   * @param targets the best ones first
   */
  likeliest(targets: readonly ProjectTarget[]): ProjectTarget | undefined {
    const usable = targets.filter(({ refusal }) => !refusal);
    const ofClient = usable.filter(({ isOfClient }) => isOfClient);
    const best = this.#id() === undefined ? usable[0] : undefined;
    return this.among(ofClient) ?? ofClient[0] ?? this.among(usable) ?? best;
  }

  async remember(target: ProjectTarget): Promise<void> {
    const byFolder = { ...this.#read().byFolder, [target.folder]: targetId(target) };
    await this.#memory.update(KEY, { byFolder, lastFolder: target.folder });
  }

  #id(): string | undefined {
    const { byFolder, lastFolder } = this.#read();
    return byFolder[this.#activeFolder() ?? lastFolder] ?? byFolder[lastFolder];
  }

  #read(): Remembered {
    const found = this.#memory.get(KEY) as Partial<Remembered> | undefined;
    return { byFolder: found?.byFolder ?? {}, lastFolder: found?.lastFolder ?? '' };
  }
}

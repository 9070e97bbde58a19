import type { GitVerdict } from '../../../projectFiles/git/gitGuard.ts';
import type { WorkspaceMemory } from '../../platform/workspaceMemory.ts';

const KEY = 'gitDecisions';

/**
 * The files that the user writes to although git would commit them, each with git's verdict at that time: the user
 * is asked again only if the verdict changes.
 */
export class GitDecisions {
  readonly #memory: WorkspaceMemory;

  constructor(memory: WorkspaceMemory) {
    this.#memory = memory;
  }

  /** Returns whether the user chose *Write Anyway* for this. */
  allows(file: string, verdict: GitVerdict): boolean {
    return this.#all()[file] === verdict;
  }

  /** Records that the user chose *Write Anyway*. */
  async allow(file: string, verdict: GitVerdict): Promise<void> {
    await this.#memory.update(KEY, { ...this.#all(), [file]: verdict });
  }

  #all(): Readonly<Record<string, unknown>> {
    const all = this.#memory.get(KEY);
    return typeof all === 'object' && all !== null ? { ...all } : {};
  }
}

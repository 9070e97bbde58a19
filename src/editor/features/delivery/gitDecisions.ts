import type { GitVerdict } from '../../../projectFiles/git/gitGuard.ts';
import type { WorkspaceMemory } from '../../platform/workspaceMemory.ts';

const KEY = 'gitDecisions';

/**
 * The files that the user writes to although git would commit them, each with what git said then: they are asked
 * about again only when git says something else.
 */
export class GitDecisions {
  readonly #memory: WorkspaceMemory;

  constructor(memory: WorkspaceMemory) {
    this.#memory = memory;
  }

  /** Tells whether the user has said *Write Anyway* to this. */
  allows(file: string, verdict: GitVerdict): boolean {
    return this.#all()[file] === verdict;
  }

  /** Remembers that the user said *Write Anyway*. */
  async allow(file: string, verdict: GitVerdict): Promise<void> {
    await this.#memory.update(KEY, { ...this.#all(), [file]: verdict });
  }

  #all(): Readonly<Record<string, unknown>> {
    const all = this.#memory.get(KEY);
    return typeof all === 'object' && all !== null ? { ...all } : {};
  }
}

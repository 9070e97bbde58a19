import type { Work } from './work.ts';

/** What a process is told that ends itself in the middle of its work; it travels as JSON in `CRASH_ORDER`. */
export interface CrashOrder {
  /** The folder of the machine. */
  readonly root: string;
  readonly work: Work;
  /** Whose token the requests carry. */
  readonly actor: { readonly clientId: string; readonly clientSecret: string };
  /** Number of the effect, from 1 on, at which the process ends itself with SIGKILL; 0 for none. */
  readonly dieAt: number;
  /**
   * Whether it says `held` at that effect and waits, with all its locks, until its standard input ends; only then does it
   * end itself. Default `false`.
   */
  readonly holdsFirst?: boolean;
}

import type { Work } from './work.ts';

/** The order for a process that kills itself in the middle of its work; passed as JSON in `CRASH_ORDER`. */
export interface CrashOrder {
  /** The folder of the machine. */
  readonly root: string;
  readonly work: Work;
  /** The client whose token the requests have. */
  readonly actor: { readonly clientId: string; readonly clientSecret: string };
  /** Number of the effect, from 1 on, at which the process kills itself with SIGKILL; 0 for none. */
  readonly dieAt: number;
  /**
   * Whether it first prints `held` and waits, with all its locks, until its standard input ends. Default `false`.
   */
  readonly holdsFirst?: boolean;
}

import type { Figure } from './figure.ts';

/** What every benchmark may use. */
export interface BenchContext {
  /** The local tenant's bundle as it ships. */
  readonly tenantProgram: string;
  /** A folder that is removed afterwards. */
  readonly scratchFolder: string;
  /** How often everything is measured. */
  readonly runs: number;
}

/** Measures something and says what came out. */
export type Benchmark = (context: BenchContext) => Promise<Figure[]>;

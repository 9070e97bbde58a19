import type { TestResult } from './resultReporter.ts';

/** How a stage's process ended, and what its tests said of themselves if they came to that. */
export interface StageEnd {
  /** The exit code; `null` after a signal. */
  readonly code: number | null;
  /** `undefined` when no result was left: the stage crashed, or was ended at its time limit. */
  readonly result: TestResult | undefined;
}

const nothing: TestResult = { passed: 0, failed: 0, skipped: 0 };

/**
 * Counts a stage's tests. One that crashed, that ran no test, or that ended badly although each test passed,
 * has one failure more than it told of.
 */
export function tallyStage({ code, result }: StageEnd): TestResult {
  if (!result) return { ...nothing, failed: 1 };
  const untold = result.failed === 0 && (code !== 0 || result.passed === 0);
  return untold ? { ...result, failed: 1 } : result;
}

/** Adds up what several stages counted. */
export function addTallies(tallies: readonly TestResult[]): TestResult {
  return tallies.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    nothing,
  );
}

/** The line by which a run is judged: `12 passed, 0 failed`, and `, 1 skipped` when any was. */
export function tallyLine({ passed, failed, skipped }: TestResult): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

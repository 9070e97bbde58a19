import fs from 'node:fs';
import Mocha from 'mocha';
import { rerunCommand } from './rerunCommand.ts';

/** How a run of tests went, in its own words. */
export interface TestResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The variable that names the file to which a run's result is written. */
export const RESULT_FILE_VARIABLE = 'TEST_RESULT_FILE';

/**
 * Mocha's usual report, followed by how to run each failed test again, and at the very end of the run the counts as JSON in
 * the file that `TEST_RESULT_FILE` names: a run that crashes on its way leaves none.
 */
export default class ResultReporter extends Mocha.reporters.Spec {
  readonly #failed: (Mocha.Test | Mocha.Hook)[] = [];

  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    runner.on('fail', test => this.#failed.push(test));
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      const result: TestResult = { passed: passes, failed: failures, skipped: pending };
      const file = process.env[RESULT_FILE_VARIABLE];
      if (file) fs.writeFileSync(file, JSON.stringify(result));
    });
  }

  override epilogue(): void {
    super.epilogue();
    if (this.#failed.length === 0) return;
    const commands = new Set(
      this.#failed.map(failed => rerunCommand(failed.file ?? '', failed.fullTitle(), failed.type)),
    );
    process.stdout.write(`Run again what failed:\n${[...commands].map(each => `  ${each}\n`).join('')}\n`);
  }
}

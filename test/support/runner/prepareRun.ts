// Loaded by mocha before any test (`.mocharc.json`), in its own process and in each worker: one seed for the whole run, and
// word of each test that begins or ends.
import fc from 'fast-check';
import type { Context } from 'mocha';
import { reportProgress } from '../waiting/progress.ts';
import { testSeed } from './sampling.ts';

// Workers inherit the main process's variables, and with them its seed.
process.env.TEST_SEED ??= String(Date.now() % 1_000_000);
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: testSeed() });

const titleOf = ({ currentTest }: Context): string => currentTest?.fullTitle() ?? '';

/** Root hooks: they run around every test. */
export const mochaHooks = {
  beforeEach(this: Context): void {
    reportProgress('begins', titleOf(this));
  },
  afterEach(this: Context): void {
    reportProgress('ended', titleOf(this));
  },
};

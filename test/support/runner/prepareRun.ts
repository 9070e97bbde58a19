// Loaded by mocha before any test (`.mocharc.json`), in its own process and in each worker: one seed for the whole run, and
// word of each test that begins or ends; and what esbuild does for the bundles.
import fs from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { Context } from 'mocha';
import { reportProgress } from '../waiting/progress.ts';
import { testSeed } from './sampling.ts';

// Workers inherit the main process's variables, and with them its seed.
process.env.TEST_SEED ??= String(Date.now() % 1_000_000);
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: testSeed() });

// An icon is its text, as in the bundles.
registerHooks({
  load: (url, context, nextLoad) => {
    if (!url.endsWith('.svg')) return nextLoad(url, context);
    const text = fs.readFileSync(fileURLToPath(url), 'utf8');
    return { format: 'module', source: `export default ${JSON.stringify(text)};`, shortCircuit: true };
  },
});

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

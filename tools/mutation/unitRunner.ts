// The test runner of `npm run test:mutation`, a plugin of Stryker. For each change it loads the code and its tests anew, in this
// process, and runs them up to the first failure: those of the changed file first, because most changes fail there. Properties
// run few cases, always the same.
import fs from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import Mocha from 'mocha';

/** A change of the code, as Stryker describes it. */
interface ActiveMutant {
  readonly id: string;
  /** From the working folder, or absolute. */
  readonly fileName: string;
}

interface Failure {
  readonly title: string;
  readonly message: string;
}

const FOLDERS = ['shapes', 'masking', 'search', 'writing'].map(room => `test/unit/projectFiles/${room}`);

/** Tests of time, processes and the disk. They are slow, and decide about nothing that is changed here. */
const LEFT_OUT = new Set(['hostileWorkspace', 'maskedDocuments', 'projectIndex', 'shapeTable', 'gitIgnore']);

/** The variable in which changed code looks up which change is active. */
const shared: { __stryker__?: { activeMutant?: string | undefined } } = globalThis as object;
const stryker = shared.__stryker__ ?? {};
shared.__stryker__ = stryker;

const filesIn = (folder: string): readonly string[] =>
  fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.test.ts') && !LEFT_OUT.has(path.basename(name, '.test.ts')))
    .map(name => path.join(folder, name));

/** Returns how soon a test file runs: that of the changed file, those of its room, the others. */
function rankOf(test: string, changed: string): number {
  if (path.basename(test, '.test.ts') === path.basename(changed, '.ts')) return 0;
  return path.basename(path.dirname(test)) === path.basename(path.dirname(changed)) ? 1 : 2;
}

class UnitRunner {
  readonly #root = pathToFileURL(`${process.cwd()}${path.sep}`).href;
  #count = 0;

  capabilities(): object {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    process.env.TEST_SEED = '1';
    process.env.TEST_EXHAUSTIVE = '0';
    // Tests that write files needn't wait for a disk.
    if (fs.existsSync('/dev/shm')) process.env.TMPDIR = fs.mkdtempSync('/dev/shm/mutation-');
    // With another query, Node.js loads a module anew, and with it what it has imported.
    registerHooks({
      resolve: (specifier, context, next) => {
        const found = next(specifier, context);
        const isOwn = ['src/', 'test/', 'tools/'].some(folder => found.url.startsWith(this.#root + folder));
        return isOwn ? { ...found, url: `${found.url.replace(/\?.*$/, '')}?run=${this.#count}` } : found;
      },
    });
    await import(`${this.#root}test/support/runner/prepareRun.ts`);
  }

  async dryRun(): Promise<object> {
    const { failure, passed, timeSpentMs } = await this.#run(undefined, FOLDERS.flatMap(filesIn));
    const status = failure ? 'failed' : 'success';
    const test = { id: 'all', name: failure?.title ?? `${passed} tests`, status, timeSpentMs };
    return { status: 'complete', tests: [failure ? { ...test, failureMessage: failure.message } : test] };
  }

  async mutantRun({ activeMutant }: { readonly activeMutant: ActiveMutant }): Promise<object> {
    const tests = FOLDERS.flatMap(filesIn);
    for (const rank of [0, 1, 2]) {
      const some = tests.filter(test => rankOf(test, activeMutant.fileName) === rank);
      const { failure } = await this.#run(activeMutant.id, some);
      if (failure)
        return { status: 'killed', killedBy: ['all'], failureMessage: failure.message, nrOfTests: 1 };
    }
    return { status: 'survived', nrOfTests: 1 };
  }

  dispose(): void {
    if (process.env.TMPDIR?.startsWith('/dev/shm/'))
      fs.rmSync(process.env.TMPDIR, { recursive: true, force: true });
  }

  async #run(mutant: string | undefined, tests: readonly string[]) {
    this.#count += 1;
    stryker.activeMutant = mutant;
    const started = performance.now();
    let passed = 0;
    let failure: Failure | undefined;
    const mocha = new Mocha({ bail: true, timeout: 600_000, reporter: class {} as never });
    try {
      for (const test of tests) {
        mocha.suite.emit('pre-require', globalThis, test, mocha);
        await import(`${this.#root}${test.replaceAll(path.sep, '/')}`);
        mocha.suite.emit('post-require', globalThis, test, mocha);
      }
      await new Promise(resolve => {
        const runner = mocha.run(resolve);
        runner.on('pass', () => {
          passed += 1;
        });
        runner.on('fail', (test, error) => {
          failure ??= { title: test.fullTitle(), message: String(error.message) };
        });
      });
    } catch (error) {
      // The changed code can't even be loaded.
      failure = { title: 'loading', message: String(error) };
    }
    return { failure, passed, timeSpentMs: performance.now() - started };
  }
}

/** What Stryker loads. */
export const strykerPlugins = [
  { kind: 'TestRunner', name: 'unit', factory: Object.assign(() => new UnitRunner(), { inject: [] }) },
];

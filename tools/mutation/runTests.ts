// Runs the unit tests of the code that `npm run test:mutation` changes, in this process, up to the first failure. The tests of the
// changed file come first: most changes fail there. Properties run few cases, always the same.
import fs from 'node:fs';
import { enableCompileCache } from 'node:module';
import os from 'node:os';
import path from 'node:path';

// What doesn't change between the runs is compiled once.
enableCompileCache(path.join(os.tmpdir(), 'client-credentials-mutation'));
process.env.TEST_SEED = '1';
process.env.TEST_EXHAUSTIVE = '0';
const { default: Mocha } = await import('mocha');
await import('../../test/support/runner/prepareRun.ts');

// Tests that write files needn't wait for a disk.
const memory = '/dev/shm';
if (fs.existsSync(memory)) process.env.TMPDIR = fs.mkdtempSync(path.join(memory, 'mutation-'));

const SOURCES = ['shapes', 'masking', 'search'].map(room => `src/projectFiles/${room}`);
const TESTS = [
  ...SOURCES.map(folder => folder.replace('src', 'test/unit')),
  'test/unit/projectFiles/writing',
];

/** Tests of what a program does with its time, its processes and its disk. They are slow, and decide about nothing here. */
const LEFT_OUT = new Set(['hostileWorkspace', 'maskedDocuments', 'projectIndex', 'shapeTable', 'gitIgnore']);

const filesIn = (folder: string, ending: string): readonly string[] =>
  fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith(ending))
    .map(name => path.join(folder, name));

/** Returns the file that has the active change; `undefined` for a run without one. */
function changedFile(): string | undefined {
  const active = process.env.__STRYKER_ACTIVE_MUTANT__;
  if (active === undefined) return undefined;
  const mark = `("${active}")`;
  return SOURCES.flatMap(folder => filesIn(folder, '.ts')).find(file => {
    const text = fs.readFileSync(file, 'utf8');
    return text.includes(`stryMutAct_9fa48${mark}`);
  });
}

/** Returns how soon a test file runs: that of the changed file, those of its room, the others. */
function rankOf(test: string, changed: string | undefined): number {
  const name = path.basename(test, '.test.ts');
  if (changed && name === path.basename(changed, '.ts')) return 0;
  return changed && path.basename(path.dirname(test)) === path.basename(path.dirname(changed)) ? 1 : 2;
}

/** Runs tests up to the first failure; returns the number of failures. */
async function run(tests: readonly string[]): Promise<number> {
  const mocha = new Mocha({ bail: true, timeout: 600_000, reporter: 'dot' });
  for (const test of tests) mocha.addFile(path.resolve(test));
  await mocha.loadFilesAsync();
  return new Promise(resolve => mocha.run(resolve));
}

const changed = changedFile();
const all = TESTS.flatMap(folder => filesIn(folder, '.test.ts')).filter(
  test => !LEFT_OUT.has(path.basename(test, '.test.ts')),
);
let failures = 0;
for (let rank = 0; rank <= 2 && failures === 0; rank += 1) {
  const tests = all.filter(test => rankOf(test, changed) === rank);
  if (tests.length > 0) failures = await run(tests);
}
if (fs.existsSync(memory)) fs.rmSync(process.env.TMPDIR ?? '', { recursive: true, force: true });
process.exit(failures === 0 ? 0 : 1);

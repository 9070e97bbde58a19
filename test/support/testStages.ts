import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { JOBS, mochaCommand } from './mochaCommand.ts';
import { projectRoot } from './projectFolders.ts';
import { endProcessGroup } from './realEditor/endProcessGroup.ts';
import { RESULT_FILE_VARIABLE, type TestResult } from './resultReporter.ts';
import type { StageEnd } from './testTally.ts';

/** A part of `npm test`: a program of our own or of a package, run on this Node. */
interface Stage {
  /** The arguments after `node`. */
  readonly command: readonly string[];
  /** A check counts as one test by its exit code; tests leave their own counts. */
  readonly kind: 'check' | 'tests';
}

const program = (file: string): string => path.join(projectRoot, file);

/** What `npm test` runs, in this order: what says most about the least comes first. */
export const STAGES = {
  types: { kind: 'check', command: [program('node_modules/typescript/bin/tsc')] },
  lint: {
    kind: 'check',
    command: [program('node_modules/@biomejs/biome/bin/biome'), 'check', '--error-on-warnings'],
  },
  unit: { kind: 'tests', command: mochaCommand('test/unit/**/*.test.ts', JOBS.unit) },
  host: { kind: 'tests', command: [program('test/support/testHost.ts')] },
  ui: { kind: 'tests', command: [program('test/support/testUi.ts')] },
} as const satisfies Record<string, Stage>;

/** The name of a stage, as `npm test -- NAME` takes it. */
export type StageName = keyof typeof STAGES;

/** A stage that takes longer hangs, in milliseconds; five times what the longest takes. */
const TIME_LIMIT_MS = 20 * 60_000;

const parentWatch = pathToFileURL(program('test/support/parentWatch.mjs')).href;

const readResult = (file: string): TestResult | undefined =>
  fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;

/**
 * Runs a stage, its output passed through, and ends what it leaves behind. `scratchFolder` takes its result
 * file.
 */
export async function runStage(name: StageName, scratchFolder: string): Promise<StageEnd> {
  const { kind, command } = STAGES[name];
  const resultFile = path.join(scratchFolder, `${name}.json`);
  const child = spawn(process.execPath, ['--import', parentWatch, ...command], {
    cwd: projectRoot,
    env: { ...process.env, [RESULT_FILE_VARIABLE]: resultFile },
    stdio: 'inherit',
    detached: true,
  });
  const limit = setTimeout(() => endProcessGroup(child), TIME_LIMIT_MS);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearTimeout(limit);
  await endProcessGroup(child);
  if (kind === 'tests') return { code, result: readResult(resultFile) };
  const passed = code === 0;
  return { code, result: { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 } };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../folders/projectFolders.ts';
import { endProcessGroup } from '../realEditor/endProcessGroup.ts';
import { PROGRESS_FILE_VARIABLE } from '../waiting/progress.ts';
import { watchForHang } from './hangWatch.ts';
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
  unit: { kind: 'tests', command: [program('test/support/runner/testUnit.ts')] },
  host: { kind: 'tests', command: [program('test/support/runner/testHost.ts')] },
  ui: { kind: 'tests', command: [program('test/support/runner/testUi.ts')] },
} as const satisfies Record<string, Stage>;

/** The name of a stage, as `npm test -- NAME` takes it. */
export type StageName = keyof typeof STAGES;

const parentWatch = pathToFileURL(program('tools/parentWatch.mjs')).href;

const readResult = (file: string): TestResult | undefined =>
  fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;

/** What a stage's programs find in their environment, besides what is there. */
function stageEnvironment(name: StageName, scratchFolder: string): Record<string, string> {
  // What a process that is ended leaves behind goes with this folder.
  const temporary = path.join(scratchFolder, name);
  fs.mkdirSync(temporary, { recursive: true });
  return {
    TMPDIR: temporary,
    [RESULT_FILE_VARIABLE]: path.join(scratchFolder, `${name}.json`),
    [PROGRESS_FILE_VARIABLE]: path.join(scratchFolder, `${name}.progress`),
    // Its output is piped, so it can't see by itself that it ends in a terminal.
    ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
  };
}

/**
 * Runs a stage, its output passed through, and ends what it leaves behind, or the stage itself where it hangs. `scratchFolder`
 * takes its result file and its temporary files; `selection` are files and options for its tests.
 */
export async function runStage(
  name: StageName,
  scratchFolder: string,
  selection: readonly string[] = [],
): Promise<StageEnd> {
  const { kind, command } = STAGES[name];
  const environment = stageEnvironment(name, scratchFolder);
  const child = spawn(process.execPath, ['--import', parentWatch, ...command, ...selection], {
    cwd: projectRoot,
    env: { ...process.env, ...environment },
    stdio: ['inherit', 'pipe', 'pipe'],
    detached: true,
  });
  const ended = once(child, 'close') as Promise<[number | null]>;
  const endWatch = watchForHang(child, environment[PROGRESS_FILE_VARIABLE] ?? '', open => {
    process.stdout.write(`${name} hangs, and is ended. Tests that had begun: ${open.join('; ') || 'none'}\n`);
    void endProcessGroup(child);
  });
  const [code] = await ended;
  endWatch();
  await endProcessGroup(child);
  if (kind === 'tests') return { code, result: readResult(environment[RESULT_FILE_VARIABLE] ?? '') };
  const passed = code === 0;
  return { code, result: { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 } };
}

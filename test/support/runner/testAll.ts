// `npm test`: runs every stage, or those that are named (`npm test -- unit ui`), or single files and tests
// (`npm test -- test/unit/x.test.ts -g "part of a title"`), even when an earlier stage fails. The last line is the sum of
// all tests; the exit code is 1 when any failed.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PROFILE_VARIABLE } from '../tenant/profileOfRun.ts';
import { readTestArguments, type TestRequest } from './testArguments.ts';
import { runStage, STAGES, type StageName } from './testStages.ts';
import { addTallies, tallyLine, tallyStage } from './testTally.ts';

const STAGE_NAMES = Object.keys(STAGES) as readonly StageName[];

/** Runs the stages one after the other: they share two cores at best. */
async function runAll({ stages, selections }: TestRequest, scratchFolder: string): Promise<number> {
  const tallies = [];
  for (const name of stages) {
    process.stdout.write(`\n── ${name} ──\n`);
    const end = await runStage(name, scratchFolder, selections[name]);
    const tally = tallyStage(end);
    if (!end.result) process.stdout.write('The stage left no result: it crashed or was ended.\n');
    process.stdout.write(`${name}: ${tallyLine(tally)}\n`);
    tallies.push(tally);
  }
  const sum = addTallies(tallies);
  process.stdout.write(`\n${tallyLine(sum)}\n`);
  return sum.failed > 0 ? 1 : 0;
}

/** Gives all stages one seed and one profile of local tenants, and says how to give the seed again. */
function prepare({ exhaustive, profile }: TestRequest): void {
  process.env[PROFILE_VARIABLE] = profile;
  process.env.TEST_SEED ??= String(Date.now() % 1_000_000);
  if (exhaustive) process.env.TEST_EXHAUSTIVE = '1';
  const seed = process.env.TEST_SEED;
  process.stdout.write(
    exhaustive
      ? `Sweeps run whole. Seed of generated cases: ${seed}\n`
      : `Sweeps run a sample; the same one again: TEST_SEED=${seed} npm test. Whole: npm run test:exhaustive\n`,
  );
}

async function main(args: readonly string[]): Promise<number> {
  const request = readTestArguments(args, STAGE_NAMES);
  if ('problem' in request) {
    process.stderr.write(`${request.problem}\n`);
    return 2;
  }
  prepare(request);
  const scratchFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'tests-'));
  try {
    return await runAll(request, scratchFolder);
  } finally {
    fs.rmSync(scratchFolder, { recursive: true, force: true, maxRetries: 3 });
  }
}

// The stages lead groups of their own, which a terminal's Ctrl-C does not reach: they end because we do
// (parentWatch.mjs).
process.exitCode = await main(process.argv.slice(2));

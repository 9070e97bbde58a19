// `npm test`: runs every stage, or those that are named (`npm test -- unit ui`), even when an earlier one
// fails. The last line is the sum of all tests; the exit code is 1 when any failed.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runStage, STAGES, type StageName } from './testStages.ts';
import { addTallies, tallyLine, tallyStage } from './testTally.ts';

const isStage = (name: string): name is StageName => Object.hasOwn(STAGES, name);

/** Runs the stages one after the other: they share two cores at best. */
async function runAll(names: readonly StageName[], scratchFolder: string): Promise<number> {
  const tallies = [];
  for (const name of names) {
    process.stdout.write(`\n── ${name} ──\n`);
    const end = await runStage(name, scratchFolder);
    const tally = tallyStage(end);
    if (!end.result) process.stdout.write('The stage left no result: it crashed or did not end.\n');
    process.stdout.write(`${name}: ${tallyLine(tally)}\n`);
    tallies.push(tally);
  }
  const sum = addTallies(tallies);
  process.stdout.write(`\n${tallyLine(sum)}\n`);
  return sum.failed > 0 ? 1 : 0;
}

async function main(asked: readonly string[]): Promise<number> {
  const unknown = asked.filter(name => !isStage(name));
  if (unknown.length > 0) {
    process.stderr.write(
      `No such stage: ${unknown.join(', ')}. There are: ${Object.keys(STAGES).join(', ')}\n`,
    );
    return 2;
  }
  const names = asked.length > 0 ? asked : Object.keys(STAGES);
  const scratchFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'tests-'));
  try {
    return await runAll(names.filter(isStage), scratchFolder);
  } finally {
    fs.rmSync(scratchFolder, { recursive: true, force: true });
  }
}

// the stages lead groups of their own, which a terminal's Ctrl-C does not reach: they end because we do
// (parentWatch.mjs)
process.exitCode = await main(process.argv.slice(2));

import assert from 'node:assert/strict';
import { readTestArguments } from '../../support/runner/testArguments.ts';
import { STAGES, type StageName } from '../../support/runner/testStages.ts';

const known = Object.keys(STAGES) as readonly StageName[];

/** What a run does, without what it leaves at its defaults. */
function read(...args: readonly string[]) {
  const request = readTestArguments(args, known);
  if ('problem' in request) return request;
  const { stages, selections, exhaustive, profile } = request;
  const selected = Object.fromEntries(
    stages.flatMap(stage => (selections[stage]?.length ? [[stage, selections[stage]]] : [])),
  );
  return { stages, selected, exhaustive, ...(profile === 'usual' ? {} : { profile }) };
}

const CASES: readonly (readonly [
  title: string,
  args: readonly string[],
  expected: ReturnType<typeof read>,
])[] = [
  ['nothing: every stage', [], { stages: known, selected: {}, exhaustive: false }],
  [
    'stages, in their own order',
    ['ui', 'types'],
    { stages: ['types', 'ui'], selected: {}, exhaustive: false },
  ],
  ['whole sweeps', ['--exhaustive'], { stages: known, selected: {}, exhaustive: true }],
  ['whole sweeps of a stage', ['unit', '--exhaustive'], { stages: ['unit'], selected: {}, exhaustive: true }],
  [
    'stories with strict tenants',
    ['ui', '--profile', 'strict', '-g', 'title'],
    { stages: ['ui'], selected: { ui: ['-g', 'title'] }, exhaustive: false, profile: 'strict' },
  ],
  [
    'the folder of a stage, which means the stage',
    ['test/host', './test/unit/'],
    { stages: ['unit', 'host'], selected: {}, exhaustive: false },
  ],
  [
    'a file, in its stage',
    ['test/unit/a/b.test.ts'],
    { stages: ['unit'], selected: { unit: ['test/unit/a/b.test.ts'] }, exhaustive: false },
  ],
  [
    'files of two stages',
    ['test/ui/a.test.ts', 'test/unit/b.test.ts', './test/ui/c.test.ts'],
    {
      stages: ['unit', 'ui'],
      selected: { unit: ['test/unit/b.test.ts'], ui: ['test/ui/a.test.ts', './test/ui/c.test.ts'] },
      exhaustive: false,
    },
  ],
  [
    'one test of a file',
    ['test/ui/a.test.ts', '-f', 'the title'],
    { stages: ['ui'], selected: { ui: ['test/ui/a.test.ts', '-f', 'the title'] }, exhaustive: false },
  ],
  [
    'one test of a stage',
    ['unit', '-g', 'title$'],
    { stages: ['unit'], selected: { unit: ['-g', 'title$'] }, exhaustive: false },
  ],
  [
    'one test of no stage',
    ['-f', 'the title'],
    { problem: 'Name the stage or test file that -f the title is for.' },
  ],
  ['a profile that there is not', ['--profile', 'lax'], { problem: '--profile takes one of usual, strict' }],
  [
    'what is neither',
    ['unti', 'unit', 'src/x.ts'],
    { problem: 'No such stage or test file: unti, src/x.ts. Stages: types, lint, unit, host, ui' },
  ],
];

describe('the arguments of npm test', () => {
  for (const [title, args, expected] of CASES) {
    it(`are read: ${title}`, () => assert.deepEqual(read(...args), expected));
  }
});

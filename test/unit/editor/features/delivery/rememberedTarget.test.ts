import assert from 'node:assert/strict';
import { RememberedTarget } from '../../../../../src/editor/features/delivery/rememberedTarget.ts';
import { ProjectFileError } from '../../../../../src/projectFiles/projectFileError.ts';
import type { ProjectTarget } from '../../../../../src/projectFiles/projectTarget.ts';

const target = (name: string, given: Partial<ProjectTarget> = {}): ProjectTarget => ({
  path: `/w/${name}`,
  relativePath: name,
  folder: '/w',
  secretAs: 'value',
  exists: true,
  reason: 'wantsCredentials',
  places: [],
  ...given,
});

const [first, second, third] = [target('a.env'), target('b.env'), target('c.env')] as const;
const ofClient = (of: ProjectTarget): ProjectTarget => ({ ...of, isOfClient: true });
const refused = (of: ProjectTarget): ProjectTarget => ({
  ...of,
  refusal: new ProjectFileError('readOnly', of.path),
});

type Case = readonly [
  title: string,
  last: ProjectTarget | undefined,
  targets: readonly ProjectTarget[],
  chosen: string | undefined,
];

const CASES: readonly Case[] = [
  ['the best one at first', undefined, [first, second], 'a.env'],
  ['the last one', second, [first, second], 'b.env'],
  ['none if the last one is gone', third, [first, second], undefined],
  ['the one of the client if the last one is gone', third, [first, ofClient(second)], 'b.env'],
  ['the one of the client rather than the last one', second, [first, second, ofClient(third)], 'c.env'],
  [
    'the last one of several of the client',
    third,
    [first, ofClient(second), ofClient(third)],
    'c.env',
  ],
  ['none if the last one can’t take it', first, [refused(first), second], undefined],
  ['the best one that can take it', undefined, [refused(first), second], 'b.env'],
  ['none if none can take it', first, [refused(first)], undefined],
];

describe('the likeliest target', () => {
  for (const [title, last, targets, chosen] of CASES)
    it(`is ${title}`, async () => {
      const memory = new Map<string, unknown>();
      const remembered = new RememberedTarget(
        {
          get: (key: string) => memory.get(key),
          update: async (key: string, value: unknown) => void memory.set(key, value),
        },
        () => undefined,
      );
      if (last) await remembered.remember(last);
      assert.equal(remembered.likeliest(targets)?.relativePath, chosen);
    });
});

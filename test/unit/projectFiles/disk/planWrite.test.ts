import assert from 'node:assert/strict';
import {
  mayTryNext,
  planWrite,
  type WriteFacts,
  type WritePlan,
} from '../../../../src/projectFiles/disk/planWrite.ts';

const FILE = { isWritable: true, names: 1, canCopyAttributes: true };
const UNKNOWN = { ...FILE, canCopyAttributes: false };

/** What decides, and how the file is written. On Windows and macOS, nothing copies attributes. */
const ROWS: readonly (readonly [title: string, facts: WriteFacts, plan: WritePlan])[] = [
  ['a new file is renamed into its place', { isFolderWritable: true }, { ways: ['create'] }],
  ['a new file in a protected folder is refused', { isFolderWritable: false }, { refusal: 'readOnly' }],
  [
    'a file is replaced by a copy that is like it',
    { file: FILE, isFolderWritable: true },
    { ways: ['replace', 'inPlace'] },
  ],
  [
    'a file of which no certain copy can be made is written in place',
    { file: UNKNOWN, isFolderWritable: true },
    { ways: ['inPlace'] },
  ],
  [
    'a file with two names is written in place',
    { file: { ...FILE, names: 2 }, isFolderWritable: true },
    { ways: ['inPlace'] },
  ],
  // Some file systems know no number of names.
  [
    'a file with no names is written in place',
    { file: { ...FILE, names: 0 }, isFolderWritable: true },
    { ways: ['inPlace'] },
  ],
  [
    'a file in a protected folder is written in place',
    { file: FILE, isFolderWritable: false },
    { ways: ['inPlace'] },
  ],
  [
    'a protected file is refused',
    { file: { ...FILE, isWritable: false }, isFolderWritable: true },
    { refusal: 'readOnly' },
  ],
  [
    'a protected file with two names in a protected folder is refused',
    { file: { ...UNKNOWN, isWritable: false, names: 2 }, isFolderWritable: false },
    { refusal: 'readOnly' },
  ],
];

describe('planWrite', () => {
  for (const [title, facts, plan] of ROWS)
    it(`decides that ${title}`, () => assert.deepEqual(planWrite(facts), plan));

  for (const code of ['EBUSY', 'EXDEV', 'EPERM', 'EACCES', 'EROFS', 'notAlike'])
    it(`lets a file be written in place after ${code}`, () => assert.ok(mayTryNext(code)));

  for (const code of ['ENOSPC', 'EDQUOT', 'EIO', 'changedMeanwhile', undefined])
    it(`stops after ${code ?? 'an error without a code'}`, () => assert.ok(!mayTryNext(code)));
});

import assert from 'node:assert/strict';
import {
  isLeftBehind,
  markText,
  readMark,
  type ThisProcess,
  thisProcess,
} from '../../../src/machine/processMark.ts';

const HERE: ThisProcess = {
  pid: 10,
  host: '0123abcd',
  atMs: 5_000_000,
  startedAtMs: 4_000_000,
  isRunning: pid => pid === 20,
};

describe('a process mark', () => {
  it('is read from a name as it was written, and from no other name', () => {
    const here = thisProcess();
    const { pid, host, atMs } = here;
    assert.deepEqual(readMark(`${markText(here)}.x.json`), { pid, host, atMs });
    for (const name of ['x.json', '', '1-2-3.json', `${markText(here)}`, `x${markText(here)}.json`])
      assert.equal(readMark(name), undefined, name);
  });

  const ROWS: readonly (readonly [title: string, pid: number, host: string, atMs: number, boolean])[] = [
    ['of this process is not left behind', 10, HERE.host, 4_500_000, false],
    ['of an earlier process with our number is left behind', 10, HERE.host, 3_999_999, true],
    ['of a process that runs is not left behind', 20, HERE.host, 4_999_999, false],
    ['of a process that runs, made long ago, is left behind', 20, HERE.host, 4_300_000, true],
    ['of a process that has ended is left behind', 30, HERE.host, 4_999_999, true],
    ['of another machine is not left behind', 30, 'ffffffff', 4_999_999, false],
    ['of another machine, made long ago, is left behind', 20, 'ffffffff', 4_300_000, true],
  ];
  for (const [title, pid, host, atMs, leftBehind] of ROWS)
    it(title, () => assert.equal(isLeftBehind({ pid, host, atMs }, HERE), leftBehind));

  it('of this process is not left behind, with the real clock', () => {
    const here = thisProcess();
    assert.equal(isLeftBehind(here, thisProcess()), false);
    assert.ok(here.isRunning(process.pid));
    assert.ok(!here.isRunning(2 ** 22 + 1));
  });
});

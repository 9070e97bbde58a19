import assert from 'node:assert/strict';
import { seededRandom } from '../../../src/localTenant/samples/seededRandom.ts';
import type { HostFigures } from '../../support/soak/hostFigures.ts';
import { findGrowth } from '../../support/soak/steadiness.ts';

const MEBIBYTE = 1024 * 1024;
const USUAL: HostFigures = {
  actions: 0,
  pid: 1,
  heapBytes: 60 * MEBIBYTE,
  timers: 9,
  sockets: 12,
  files: 20,
  children: 1,
};

/** Returns figures of a host after every ten actions, forty times. */
const looks = (at: (actions: number, index: number) => Partial<HostFigures>): readonly HostFigures[] =>
  Array.from({ length: 40 }, (_, index) => ({ ...USUAL, actions: 10 * index, ...at(10 * index, index) }));

describe('the steadiness of an extension host', () => {
  const random = seededRandom(1);
  const steady: readonly (readonly [string, (actions: number, index: number) => Partial<HostFigures>])[] = [
    ['that does not change', () => ({})],
    ['whose heap goes up and down', () => ({ heapBytes: (55 + random.below(10)) * MEBIBYTE })],
    ['that grows at first', (_actions, index) => ({ heapBytes: Math.min(60 + index * 3, 90) * MEBIBYTE })],
    ['that was looked at while a program ran', (_actions, index) => ({ children: index % 7 === 0 ? 3 : 1 })],
    ['that keeps connections alive', () => ({ sockets: 8 + random.below(16) })],
    ['that had one bad moment', (_actions, index) => ({ heapBytes: (index === 35 ? 400 : 60) * MEBIBYTE })],
  ];
  for (const [title, at] of steady) {
    it(`is seen in one ${title}`, () => assert.deepEqual(findGrowth(looks(at)), []));
  }

  const leaks: readonly (readonly [keyof HostFigures, (actions: number) => Partial<HostFigures>])[] = [
    ['heapBytes', actions => ({ heapBytes: 60 * MEBIBYTE + actions * 64 * 1024 })],
    ['timers', actions => ({ timers: 9 + actions / 20 })],
    ['sockets', actions => ({ sockets: 12 + actions / 5 })],
    ['files', actions => ({ files: 20 + actions / 20 })],
    ['children', actions => ({ children: Math.floor(actions / 50) })],
  ];
  for (const [figure, at] of leaks) {
    it(`is not seen in one that leaks ${figure}`, () => {
      assert.deepEqual(
        findGrowth(looks(at)).map(growth => growth.figure),
        [figure],
      );
    });
  }
});

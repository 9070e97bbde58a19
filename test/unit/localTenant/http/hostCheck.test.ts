import assert from 'node:assert/strict';
import { createHostCheck } from '../../../../src/localTenant/http/hostCheck.ts';

describe('local tenant: hosts that it answers to', () => {
  const cases: readonly [number, string | undefined, boolean][] = [
    [5005, '127.0.0.1:5005', true],
    [5005, 'localhost:5005', true],
    [5005, 'LOCALHOST:5005', true],
    [5005, 'localhost', false],
    [5005, 'localhost:5006', false],
    [5005, 'localhost.:5005', false],
    [5005, 'evil.example:5005', false],
    [5005, '127.0.0.1:5005@evil.example', false],
    [5005, '', false],
    [5005, undefined, false],
    [80, '127.0.0.1', true],
    [80, 'localhost:80', true],
    [80, 'evil.example', false],
  ];
  for (const [port, host, expected] of cases) {
    it(`on port ${port}, "${host}": ${expected ? 'yes' : 'no'}`, () => {
      assert.equal(createHostCheck(port)(host), expected);
    });
  }
});

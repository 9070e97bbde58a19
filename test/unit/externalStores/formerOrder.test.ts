import assert from 'node:assert/strict';
import { readFormerLocation } from '../../../src/externalStores/formerOrder.ts';
import { splitArguments } from '../../../src/externalStores/splitArguments.ts';

describe('a location that version 0.1.0 recorded', () => {
  it('is never created again: the new secrets of Vault are updated, too', () => {
    const place = { path: 'secret/x', key: 'k' };
    assert.deepEqual(readFormerLocation({ id: 'vaultNew', place }), { id: 'vault', place });
  });

  for (const [written, expected] of [
    [String.raw`put "a \"b\" C:\\dir\x"`, ['put', String.raw`a "b" C:\dirx`]],
    [`'one $x' ""`, ['one $x', '']],
    [String.raw`C:\tools\x`, [String.raw`C:\tools\x`]],
    ['', []],
  ] as const) {
    it(`gives a custom command the same arguments as before: ${written}`, () => {
      const { id, place } = readFormerLocation({ id: 'custom', place: { program: 'p', arguments: written } });
      assert.deepEqual(Object.keys(place), ['program', 'commandLine']);
      assert.deepEqual([id, splitArguments(place.commandLine ?? '?').args], ['custom', expected]);
    });
  }

  it('is as it was otherwise', () => {
    const location = { id: 'githubActions', place: { name: 'X', repository: '' } } as const;
    assert.deepEqual(readFormerLocation(location), location);
  });
});

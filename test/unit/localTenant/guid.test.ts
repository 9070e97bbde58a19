import assert from 'node:assert/strict';
import fc from 'fast-check';
import { guidFrom, isGuid } from '../../../src/localTenant/guid.ts';

describe('local tenant: GUIDs', () => {
  it('are version 4 of the usual variant, whatever the random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), bytes => {
        const guid = guidFrom(bytes);
        assert.match(guid, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        assert.ok(isGuid(guid) && isGuid(guid.toUpperCase()));
      }),
    );
  });

  it('keep their random bits', () => {
    assert.equal(guidFrom(Buffer.alloc(16, 0xff)), 'ffffffff-ffff-4fff-bfff-ffffffffffff');
    assert.equal(guidFrom(Buffer.alloc(16)), '00000000-0000-4000-8000-000000000000');
  });

  for (const text of [
    '',
    'x',
    '00000000000040008000000000000000',
    '{00000000-0000-4000-8000-000000000000}',
  ]) {
    it(`"${text}" is none`, () => assert.equal(isGuid(text), false));
  }
});

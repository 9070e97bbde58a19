import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describeFault } from '../../../../src/localTenant/faults/faultDescription.ts';
import { errorPage } from '../../../../src/localTenant/identity/pages/errorPage.ts';
import { hashSecret, matchesAnyHash, newSecretValue } from '../../../../src/localTenant/secretValue.ts';

describe('local tenant: secrets and descriptions of faults', () => {
  it('generates secrets of 256 random bits', () => {
    assert.equal(
      newSecretValue(size => Buffer.alloc(size, 0xff)),
      `${'/'.repeat(42)}8=`,
    );
    assert.notEqual(newSecretValue(randomBytes), newSecretValue(randomBytes));
  });

  it('finds a secret among several hashes, and no other', () => {
    const values = [1, 2, 3].map(() => newSecretValue(randomBytes));
    const hashes = values.map(hashSecret);
    for (const value of values) assert.equal(matchesAnyHash(value, hashes), true);
    for (const other of ['', 'x', newSecretValue(randomBytes)])
      assert.equal(matchesAnyHash(other, hashes), false);
    assert.equal(matchesAnyHash(values[0] ?? '', []), false);
  });

  it('describes a fault by class, code and stack, without its message', () => {
    const fault = Object.assign(new RangeError('canary\n    at canary in a message'), { code: 'ERR_X' });
    fault.stack = fault.stack?.replace('canary\n    at canary', 'canary');
    const description = describeFault(fault);
    assert.match(description, /^RangeError \(ERR_X\)\n\s+at .*secretHygiene/);
    assert.doesNotMatch(description, /canary/);
    assert.doesNotMatch(describeFault('canary'), /canary/);
  });

  it('escapes the content of pages', () => {
    const { content } = errorPage('<a>', `"&'<script>`);
    assert.match(content, /&lt;a&gt;/);
    assert.match(content, /&quot;&amp;&#39;&lt;script&gt;/);
    assert.match(errorPage('x', undefined).content, /No description/);
  });
});

import assert from 'node:assert/strict';
import { format, inspect } from 'node:util';
import { SecretText } from '../../../src/secret/secretText.ts';

describe('SecretText', () => {
  const secret = new SecretText('canary-value');

  const prints = [
    ['text', () => `${secret}`],
    ['concatenation', () => `a${String(secret)}`],
    ['JSON', () => JSON.stringify({ secret })],
    ['the inspector', () => inspect({ deep: { secret } }, { depth: 9, showHidden: true })],
    ['console formats', () => format('%s %o %j', secret, secret, secret)],
    ['its properties', () => JSON.stringify(Object.entries(secret))],
    ['an error made of it', () => new Error(String(secret)).stack ?? ''],
  ] as const;
  for (const [title, print] of prints) {
    it(`doesn't show its value in ${title}`, () => assert.doesNotMatch(print(), /canary/));
  }

  it('returns its value from reveal, and compares it in equals', () => {
    assert.equal(secret.reveal(), 'canary-value');
    assert.ok(secret.equals(new SecretText('canary-value')));
    assert.ok(!secret.equals(new SecretText('other')));
  });

  it('rejects an empty value', () => assert.throws(() => new SecretText(''), RangeError));
});

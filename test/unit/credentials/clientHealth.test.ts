import assert from 'node:assert/strict';
import { clientHealth, secretState } from '../../../src/credentials/clientHealth.ts';

const now = new Date('2026-11-23T10:00:00Z');
const inDays = (days: number) => ({ expiresAt: new Date(now.getTime() + days * 86_400_000) });

describe('secretState', () => {
  const cases = [
    ['no date', {}, 'neverExpires'],
    ['31 days left', inDays(31), 'valid'],
    ['30 days left', inDays(30), 'expiring'],
    ['a moment left', { expiresAt: new Date(now.getTime() + 1) }, 'expiring'],
    ['its very instant', { expiresAt: now }, 'expired'],
    ['yesterday', inDays(-1), 'expired'],
    ['a date that the service did not return', { expiryUnknown: true }, 'unknown'],
  ] as const;
  for (const [title, secret, expected] of cases) {
    it(`returns ${expected} for ${title}`, () => assert.equal(secretState(secret, now), expected));
  }

  it('takes the warning time as an argument', () => {
    assert.equal(secretState(inDays(10), now, 7), 'valid');
  });
});

describe('clientHealth', () => {
  const enabled = { enabled: true };
  const cases = [
    ['a disabled client, whatever its secrets', { enabled: false }, [inDays(100)], 'disabled', 0],
    ['a client without secrets', enabled, [], 'noSecret', 0],
    ['one that never expires', enabled, [{}], 'valid', 0],
    ['all expired', enabled, [inDays(-1), inDays(-9)], 'expired', 2],
    ['one of which nothing is known', enabled, [{ expiryUnknown: true }], 'unknown', 0],
    ['that one beside a good one', enabled, [{ expiryUnknown: true }, inDays(100)], 'valid', 0],
    ['a client of which the service did not say whether it is enabled', {}, [inDays(100)], 'valid', 0],
    ['one expired beside a good one', enabled, [inDays(-1), inDays(100)], 'valid', 1],
    ['one expiring beside a good one', enabled, [inDays(5), inDays(100)], 'expiring', 0],
  ] as const;
  for (const [title, client, secrets, state, expiredCount] of cases) {
    it(`is ${state} for ${title}`, () => {
      const health = clientHealth(client, secrets, now);
      assert.equal(health.state, state);
      assert.equal(health.secretCount, secrets.length);
      assert.equal(health.expiredCount, expiredCount);
    });
  }

  it('has the next expiration date in the future', () => {
    const health = clientHealth(enabled, [inDays(50), inDays(-3), inDays(12), {}], now);
    assert.deepEqual(health.nextExpiry, inDays(12).expiresAt);
  });
});

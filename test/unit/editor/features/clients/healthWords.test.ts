import assert from 'node:assert/strict';
import { clientHealth } from '../../../../../src/credentials/clientHealth.ts';
import { healthInWords } from '../../../../../src/editor/features/clients/healthWords.ts';
import { expiryInWords } from '../../../../../src/editor/vocabulary/words/expiryWords.ts';
import { lifetimeInWords } from '../../../../../src/editor/vocabulary/words/lifetimeWords.ts';

const now = new Date('2026-11-23T10:00:00Z');
const inDays = (days: number) => ({ expiresAt: new Date(now.getTime() + days * 86_400_000) });

describe('health in words', () => {
  const cases = [
    [{ enabled: true }, [], 'no secret'],
    [{ enabled: true }, [{}], '1 secret · never expires'],
    [{ enabled: true }, [inDays(12), inDays(40)], '2 secrets · next expires in 12 days'],
    [{ enabled: true }, [inDays(1.4)], '1 secret · next expires in 1 day'],
    [{ enabled: true }, [inDays(0.5)], '1 secret · next expires within a day'],
    [{ enabled: true }, [inDays(-3)], '1 secret · expired'],
    [{ enabled: true }, [inDays(-3), inDays(-4)], '2 secrets · all expired'],
    [{ enabled: true }, [inDays(-3), inDays(12)], '2 secrets · 1 expired · next expires in 12 days'],
    [{ enabled: true }, [inDays(-3), {}], '2 secrets · 1 expired · never expires'],
    [{ enabled: false }, [inDays(12)], 'disabled · 1 secret · next expires in 12 days'],
  ] as const;
  for (const [client, secrets, words] of cases) {
    it(`is “${words}”`, () => assert.equal(healthInWords(clientHealth(client, secrets, now), now), words));
  }
});

describe('expiry in words', () => {
  const cases = [
    [{}, 'never expires'],
    [inDays(12), 'expires 2026-12-05, in 12 days'],
    // Just after creation with 90 days, and just before less than one is left.
    [inDays(89.999), 'expires 2027-02-21, in 90 days'],
    [inDays(1.001), 'expires 2026-11-24, in 1 day'],
    [inDays(0.999), 'expires 2026-11-24, within a day'],
    [inDays(-3), 'expired 3 days ago'],
    [inDays(-1.2), 'expired 1 day ago'],
    [inDays(-1), 'expired 1 day ago'],
    [inDays(-0.1), 'expired today'],
    [{ expiresAt: new Date('2045-01-01T00:00:00Z') }, 'expires 2045-01-01, in 6614 days'],
  ] as const;
  for (const [secret, words] of cases) {
    it(`is “${words}”`, () => assert.equal(expiryInWords(secret, now), words));
  }
});

describe('a lifetime in words', () => {
  for (const [seconds, words] of [
    [3600, '1 h'],
    [900, '15 min'],
    [90, '90 s'],
    [60, '1 min'],
  ] as const) {
    it(`is “${words}”`, () => assert.equal(lifetimeInWords(seconds), words));
  }
});

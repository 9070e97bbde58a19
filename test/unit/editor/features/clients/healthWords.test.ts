import assert from 'node:assert/strict';
import { clientHealth } from '../../../../../src/credentials/clientHealth.ts';
import { healthInWords } from '../../../../../src/editor/features/clients/rows/healthWords.ts';
import { expiryInWords } from '../../../../../src/editor/vocabulary/words/expiryWords.ts';
import { lifetimeInWords } from '../../../../../src/editor/vocabulary/words/lifetimeWords.ts';
import { pendingInWords } from '../../../../../src/editor/vocabulary/words/pendingWords.ts';
import { secretInWords } from '../../../../../src/editor/vocabulary/words/urgencyWords.ts';

const now = new Date('2026-11-23T10:00:00Z');
const inDays = (days: number) => ({ expiresAt: new Date(now.getTime() + days * 86_400_000) });

describe('health in words', () => {
  const cases = [
    [{ enabled: true }, [], 'no secret'],
    [{ enabled: true }, [{}], 'never expires'],
    [{ enabled: true }, [inDays(12), inDays(40)], 'in 12 days · 2 secrets'],
    [{ enabled: true }, [inDays(3), ...Array(6).fill(inDays(90))], 'in 3 days · 7 secrets'],
    // By the calendar: after midnight, and still today.
    [{ enabled: true }, [inDays(0.6)], 'tomorrow'],
    [{ enabled: true }, [inDays(0.5)], 'today'],
    [{ enabled: true }, [inDays(-3)], 'expired'],
    [{ enabled: true }, [inDays(-3), inDays(-4)], 'expired · 2 secrets'],
    [{ enabled: true }, [inDays(-3), inDays(12)], 'in 12 days · 1 of 2 expired'],
    [{ enabled: true }, [inDays(-3), {}], 'never expires · 1 of 2 expired'],
    [{ enabled: true }, [{ expiryUnknown: true }], 'expiration unknown'],
    [{ enabled: false }, [inDays(12)], 'disabled · in 12 days'],
  ] as const;
  for (const [client, secrets, words] of cases) {
    it(`is “${words}”`, () => assert.equal(healthInWords(clientHealth(client, secrets, now), now), words));
  }
});

describe('expiry in words', () => {
  const cases = [
    [{}, 'never expires'],
    [inDays(12), 'expires 2026-12-05, in 12 days'],
    // The count is that between the dates: neither hours nor rounding give two dates the same.
    [inDays(89.999), 'expires 2027-02-21, in 90 days'],
    [inDays(1.001), 'expires 2026-11-24, tomorrow'],
    [inDays(0.999), 'expires 2026-11-24, tomorrow'],
    [inDays(0.5), 'expires 2026-11-23, today'],
    [inDays(1.6), 'expires 2026-11-25, in 2 days'],
    [inDays(-3), 'expired 3 days ago'],
    [inDays(-1.2), 'expired yesterday'],
    [inDays(-1), 'expired yesterday'],
    [inDays(-0.1), 'expired today'],
    [{ expiryUnknown: true }, 'expiration unknown'],
    [{ expiresAt: new Date('2045-01-01T00:00:00Z') }, 'expires 2045-01-01, in 6614 days'],
  ] as const;
  for (const [secret, words] of cases) {
    it(`is “${words}”`, () => assert.equal(expiryInWords(secret, now), words));
  }
});

describe('a secret in the words of its row', () => {
  const cases = [
    [{}, 'never expires'],
    [inDays(1), 'tomorrow'],
    [inDays(400), 'in 400 days'],
    [inDays(-3), 'expired 3 days ago'],
    [{ expiryUnknown: true }, 'expiration unknown'],
  ] as const;
  for (const [secret, words] of cases) {
    it(`is “${words}”`, () => assert.equal(secretInWords(secret, now), words));
  }
});

describe('the old secret of a rotation in words', () => {
  const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();
  const cases = [
    [{ step: 'waiting', deleteAt: inMinutes(58) }, 'old · deletes in 58 min'],
    [{ step: 'waiting', deleteAt: inMinutes(0.2) }, 'old · deletes in 1 min'],
    [{ step: 'waiting', deleteAt: inMinutes(24 * 60) }, 'old · deletes in 24 h'],
    [{ step: 'waiting', deleteAt: inMinutes(3 * 24 * 60) }, 'old · deletes in 3 days'],
    [{ step: 'waiting', deleteAt: inMinutes(-1) }, 'old · can be deleted now'],
    [{ step: 'waiting' }, 'old · can be deleted now'],
    [{ step: 'written' }, 'old · rotation interrupted'],
    [{ step: 'deleting' }, 'old · rotation interrupted'],
  ] as const;
  for (const [operation, words] of cases) {
    it(`is “${words}” (${operation.step})`, () => assert.equal(pendingInWords(operation, now), words));
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

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expiryLikeOld, successorDescription } from '../../../../src/credentials/rotation/rotatedSecret.ts';
import { secretInUse } from '../../../../src/credentials/rotation/secretInUse.ts';

const at = (text: string) => new Date(text);

describe('the successor of a secret', () => {
  const like = (issued: string | undefined, expires: string | undefined, now: string) =>
    expiryLikeOld({ expiresAt: expires ? at(expires) : undefined }, issued, at(now))?.toISOString();

  for (const [title, issued, expires, now, expected] of [
    [
      'a year stays a year',
      '2025-11-24T08:00:00Z',
      '2026-11-24T08:00:00Z',
      '2026-10-01T12:00:00Z',
      '2027-10-01T12:00:00.000Z',
    ],
    [
      'a year from a leap day ends on the last of February',
      '2027-02-28T08:00:00Z',
      '2028-02-28T08:00:00Z',
      '2028-02-29T12:00:00Z',
      '2029-02-28T12:00:00.000Z',
    ],
    [
      'a year over a leap day is not 365 days',
      '2027-03-01T00:00:00Z',
      '2028-03-01T00:00:00Z',
      '2028-03-01T00:00:00Z',
      '2029-03-01T00:00:00.000Z',
    ],
    [
      '90 days stay 90 days',
      '2026-01-01T00:00:00Z',
      '2026-04-01T00:00:00Z',
      '2026-03-20T00:00:00Z',
      '2026-06-18T00:00:00.000Z',
    ],
    [
      'a span of its own stays as long',
      '2026-01-01T00:00:00Z',
      '2026-01-11T06:00:00Z',
      '2026-01-05T00:00:00Z',
      '2026-01-15T06:00:00.000Z',
    ],
    [
      'a year when it is not known when it was issued',
      undefined,
      '2026-12-24T00:00:00Z',
      '2026-11-24T00:00:00Z',
      '2027-11-24T00:00:00.000Z',
    ],
    [
      'a year where the records make no sense',
      '2026-12-31T00:00:00Z',
      '2026-12-24T00:00:00Z',
      '2026-11-24T00:00:00Z',
      '2027-11-24T00:00:00.000Z',
    ],
    ['never stays never', '2026-01-01T00:00:00Z', undefined, '2026-11-24T00:00:00Z', undefined],
    [
      'beyond 2038',
      '2039-01-01T00:00:00Z',
      '2040-01-01T00:00:00Z',
      '2039-12-01T00:00:00Z',
      '2040-12-01T00:00:00.000Z',
    ],
  ] as const) {
    it(`expires: ${title}`, () => assert.equal(like(issued, expires, now), expected));
  }

  it('expires in the future, whenever the old one expired', () => {
    const days = fc.integer({ min: 0, max: 20_000 }).map(day => new Date(day * 86_400_000));
    fc.assert(
      fc.property(days, days, days, (issued, expires, now) => {
        const expiresAt = expiryLikeOld({ expiresAt: expires }, issued.toISOString(), now);
        assert.ok(expiresAt && expiresAt > now);
      }),
    );
  });

  it('is described with a date and a tag, however often it is rotated', () => {
    const first = successorDescription({ description: 'rig · pump' }, at('2026-11-24T23:30:00Z'), 'a1b2c3');
    assert.equal(first, 'rig · pump · 2026-11-24 · a1b2c3');
    const second = successorDescription({ description: first }, at('2027-11-24T00:00:00Z'), '00ff00');
    assert.equal(second, 'rig · pump · 2027-11-24 · 00ff00');
    assert.equal(
      successorDescription({ description: '' }, at('2027-11-24T00:00:00Z'), '00ff00'),
      '2027-11-24 · 00ff00',
    );
  });
});

describe('the secret in use', () => {
  const now = at('2026-11-24T00:00:00Z');
  const secret = (id: number, expires?: string) => ({
    id,
    description: '',
    expiresAt: expires ? at(expires) : undefined,
  });
  const chosen = (secrets: Parameters<typeof secretInUse>[0], bound: number[] = [], kept: number[] = []) =>
    secretInUse(secrets, { bound: new Set(bound), kept: new Set(kept), now })?.id;
  const all = [
    secret(1),
    secret(2, '2027-01-01T00:00:00Z'),
    secret(3, '2026-12-01T00:00:00Z'),
    secret(4, '2026-01-01T00:00:00Z'),
  ];

  it('is preferably one that was written to a place', () => assert.equal(chosen(all, [4], [1]), 4));
  it('is a saved one when none was written to a place', () => assert.equal(chosen(all, [], [1, 4]), 1));
  it('is the one that expires first when nothing else is known', () => assert.equal(chosen(all), 3));
  it('is an expired one only when there is no other', () =>
    assert.equal(chosen([secret(4, '2026-01-01T00:00:00Z')]), 4));
  it('is missing when the client has no secrets', () => assert.equal(chosen([]), undefined));
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readIsoDate, writeIsoDate } from '../../../../src/localTenant/api/wire/isoDate.ts';

describe('local tenant: dates on the wire', () => {
  const cases: readonly [string, string | undefined][] = [
    ['2027-11-23', '2027-11-23T00:00:00.000Z'],
    ['2027-11-23T10:11', '2027-11-23T10:11:00.000Z'],
    ['2027-11-23T10:11:12', '2027-11-23T10:11:12.000Z'],
    ['2027-11-23T10:11:12Z', '2027-11-23T10:11:12.000Z'],
    ['2027-11-23T10:11:12.5+02:00', '2027-11-23T08:11:12.500Z'],
    ['2027-11-23T10:11:12.1234567Z', '2027-11-23T10:11:12.123Z'],
    ['9999-12-31T23:59:59.9999999Z', '9999-12-31T23:59:59.999Z'],
    ['2027-11-31T25:00', undefined],
    ['2027-13-01', undefined],
    ['2028-02-29T10:11:12Z', '2028-02-29T10:11:12.000Z'],
    ['2027-02-29', undefined],
    ['2030-02-30T00:00:00Z', undefined],
    ['2027-04-31T10:11:12+02:00', undefined],
    ['2027-11-00', undefined],
    ['2027-11-23T24:00:00Z', undefined],
    ['2027-11-23T23:59:60Z', undefined],
    ['0000-01-01', undefined],
    ['0001-01-01T00:00:00+01:00', undefined],
    ['9999-12-31T23:59:59-01:00', undefined],
    ['23.11.2027', undefined],
    ['2027', undefined],
    ['tomorrow', undefined],
    ['', undefined],
  ];
  for (const [text, expected] of cases) {
    it(`"${text}" is ${expected ?? 'no date'}`, () => {
      const ms = readIsoDate(text);
      assert.equal(ms === undefined ? undefined : writeIsoDate(ms), expected);
    });
  }

  it('are read back as they were written', () => {
    const date = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(date, value =>
        assert.equal(readIsoDate(writeIsoDate(value.getTime()) ?? ''), value.getTime()),
      ),
    );
    assert.equal(writeIsoDate(null), null);
  });
});

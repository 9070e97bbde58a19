import assert from 'node:assert/strict';
import ical from 'node-ical';
import papaparse from 'papaparse';
import type { ExpiringEntry } from '../../../../../src/credentials/expiry/expiringSecrets.ts';
import { writeReport } from '../../../../../src/editor/features/expiry/expiryReport.ts';

const now = new Date('2026-11-24T12:00:00Z');
const entry = (given: Partial<ExpiringEntry>): ExpiringEntry => ({
  tenantId: 'tenant',
  type: 'clientCredentials',
  clientId: 'client',
  clientName: 'Pump',
  enabled: true,
  secretId: 1,
  description: 'first',
  expiresAt: new Date('2027-01-31T23:59:59Z'),
  ...given,
});
const NASTY = '=HYPERLINK("x")|<b>,\r\nBEGIN:VEVENT; *bold* ümläut';
const report = {
  entries: [
    entry({ expiresAt: new Date('2026-11-01T00:00:00Z'), secretId: 7 }),
    entry({ clientName: NASTY, description: NASTY, secretId: 2 }),
    entry({ expiresAt: new Date('2044-02-29T08:30:00Z'), secretId: 3 }),
  ],
  takenAt: now,
  now,
};

describe('an expiry report', () => {
  it('is a valid calendar of future expirations, each with a unique id and an alarm', async () => {
    const text = await writeReport('ics', report);
    const events = Object.values(ical.sync.parseICS(text)).filter(each => each?.type === 'VEVENT');
    assert.deepEqual(
      events.map(event => [event?.uid, event?.start.toISOString()]),
      [
        ['tenant.client.2@client-credentials', '2027-01-31T23:59:59.000Z'],
        ['tenant.client.3@client-credentials', '2044-02-29T08:30:00.000Z'],
      ],
    );
    assert.equal(text.match(/BEGIN:VALARM/g)?.length, 2);
    assert.match(text, /\r\nTRIGGER:-P7D\r\n/);
    assert.ok(text.split('\r\n').every(line => Buffer.byteLength(line) <= 75));
  });

  it('is valid CSV without text that a spreadsheet reads as a formula', async () => {
    const text = await writeReport('csv', report);
    const { data: rows } = papaparse.parse<Record<string, string>>(text, {
      header: true,
      skipEmptyLines: true,
    });
    assert.deepEqual(
      rows.map(({ secretId, state, expiresAt }) => [secretId, state, expiresAt]),
      [
        ['7', 'expired', '2026-11-01T00:00:00.000Z'],
        ['2', 'valid', '2027-01-31T23:59:59.000Z'],
        ['3', 'valid', '2044-02-29T08:30:00.000Z'],
      ],
    );
    assert.equal(rows[1]?.clientName, `'${NASTY}`);
  });

  it('is Markdown that keeps each name in its cell', async () => {
    const text = await writeReport('md', report);
    const lines = text.trimEnd().split('\n');
    assert.match(text, /Secrets that expire: 3, as of 2026-11-24 12:00/);
    assert.equal(lines.length, 4 + 2 + 3);
    assert.ok(lines.at(-2)?.includes('\\|\\<b\\>'));
    assert.equal(lines.at(-1)?.split('|').length, lines[4]?.split('|').length);
  });
});

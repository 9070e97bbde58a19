import * as l10n from '@vscode/l10n';
import { secretState } from '../../../credentials/clientHealth.ts';
import type { ExpiringEntry } from '../../../credentials/expiry/expiringSecrets.ts';
import { markdownTable } from '../../core/reports/markdownTable.ts';
import { labelText } from '../../vocabulary/shownText.ts';
import { clientTypeInWords } from '../../vocabulary/words/clientTypeWords.ts';
import { dateInWords, distanceInWords } from '../../vocabulary/words/expiryWords.ts';

/** What a report is made from. */
export interface ExpiryReport {
  /** The soonest first. */
  readonly entries: readonly ExpiringEntry[];
  /** When the service was asked. */
  readonly takenAt: Date;
  readonly now: Date;
}

/** Forms that a report can take, by file name extension. */
export const REPORT_FORMS = ['md', 'csv', 'ics'] as const;

/** One of the forms. */
export type ReportForm = (typeof REPORT_FORMS)[number];

const WRITERS: Readonly<Record<ReportForm, (report: ExpiryReport) => string | Promise<string>>> = {
  md: markdownReport,
  csv: csvReport,
  ics: calendarReport,
};

/** Writes a report as Markdown, as CSV (RFC 4180), or as a calendar (RFC 5545). */
export async function writeReport(form: ReportForm, report: ExpiryReport): Promise<string> {
  return WRITERS[form](report);
}

function markdownReport({ entries, takenAt, now }: ExpiryReport): string {
  const rows = entries.map(entry => [
    dateInWords(entry.expiresAt),
    distanceInWords(entry.expiresAt, now),
    entry.clientName,
    entry.description,
    clientTypeInWords(entry.type),
    entry.clientId,
  ]);
  const heads = [
    l10n.t('Expires'),
    l10n.t('When'),
    l10n.t('Client'),
    l10n.t('Secret'),
    l10n.t('Type'),
    l10n.t('Client id'),
  ];
  const intro = l10n.t(
    'Secrets that expire: {0}, as of {1} (UTC).',
    entries.length,
    takenAt.toISOString().slice(0, 16).replace('T', ' '),
  );
  return `# ${l10n.t('Expiry of client secrets')}\n\n${intro}\n\n${markdownTable(heads, rows)}`;
}

/** Heads are always in English, because programs read them. */
async function csvReport({ entries, now }: ExpiryReport): Promise<string> {
  const { stringify } = await import('csv-stringify/sync');
  const records = entries.map(entry => ({
    expiresAt: entry.expiresAt.toISOString(),
    state: secretState(entry, now),
    clientName: entry.clientName,
    clientId: entry.clientId,
    clientType: entry.type,
    secretId: entry.secretId,
    description: entry.description,
    tenantId: entry.tenantId,
  }));
  const columns = [
    'expiresAt',
    'state',
    'clientName',
    'clientId',
    'clientType',
    'secretId',
    'description',
    'tenantId',
  ];
  // A name that someone else chose must not become a formula in a spreadsheet.
  return stringify(records, { header: true, columns, escape_formulas: true, record_delimiter: 'windows' });
}

/** A week is enough time to rotate a secret. */
const ALARM_SECONDS = 7 * 86_400;

async function calendarReport({ entries, takenAt, now }: ExpiryReport): Promise<string> {
  const { default: ical } = await import('ical-generator');
  const calendar = ical({
    name: l10n.t('Expiry of client secrets'),
    prodId: '//client-credentials//expiry//EN',
  });
  for (const entry of entries.filter(({ expiresAt }) => expiresAt > now)) {
    const event = calendar.createEvent({
      // The same secret is the same event in the next report, even if its date has changed.
      id: `${entry.tenantId}.${entry.clientId}.${entry.secretId}@client-credentials`,
      start: entry.expiresAt,
      end: entry.expiresAt,
      stamp: takenAt,
      summary: l10n.t('A secret of “{0}” expires', labelText(entry.clientName)),
      description: l10n.t('Secret “{0}”, client id {1}', labelText(entry.description), entry.clientId),
    });
    event.createAlarm({ trigger: ALARM_SECONDS });
  }
  return calendar.toString();
}

import * as l10n from '@vscode/l10n';
import { expiringSecrets } from '../../../credentials/expiry/expiringSecrets.ts';
import type { Survey } from '../../../credentials/expiry/survey.ts';
import { exportReport } from '../../core/reports/exportReport.ts';
import { oldestSurvey } from '../../core/reports/oldestSurvey.ts';
import { type ReportForm, writeReport } from './expiryReport.ts';

/** Runs *Export Expiry Report*: the user chooses a form and a file. */
export async function exportExpiryReport(surveys: readonly Survey[], now: Date): Promise<void> {
  const report = { entries: expiringSecrets(surveys), takenAt: oldestSurvey(surveys), now };
  const write = (form: ReportForm) => () => writeReport(form, report);
  await exportReport(l10n.t('Export Expiry Report'), 'client-secret-expiry', [
    { form: 'md', label: 'Markdown', detail: l10n.t('A table to read.'), write: write('md') },
    { form: 'csv', label: 'CSV', detail: l10n.t('For a spreadsheet or a program.'), write: write('csv') },
    {
      form: 'ics',
      label: 'iCalendar',
      detail: l10n.t('What is to come, for a calendar, each with an alarm a week before.'),
      write: write('ics'),
    },
  ]);
}

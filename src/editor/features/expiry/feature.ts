import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Connection } from '../../../credentials/connections/connection.ts';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import { NOTICE_DAYS, type WatchedSecret } from '../../../credentials/expiry/dueNotices.ts';
import { type ExpiringEntry, expiringSecrets } from '../../../credentials/expiry/expiringSecrets.ts';
import type { Survey } from '../../../credentials/expiry/survey.ts';
import type { SurveyRecords } from '../../../credentials/expiry/surveyRecords.ts';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import { isSameId } from '../../../credentials/records/sameId.ts';
import type { IdentityService } from '../../../service/identityService.ts';
import { StatusItem } from '../../core/statusItem.ts';
import { exportReport } from '../../core/surveys/exportReport.ts';
import { Surveys } from '../../core/surveys/surveys.ts';
import type { PageHost } from '../../platform/webview/page.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import type { ClientNode } from '../../vocabulary/clientsNode.ts';
import { commandId } from '../../vocabulary/commandId.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';
import { expiryDecorations } from '../clients/expiryDecorations.ts';
import { type ReportForm, writeReport } from './expiryReport.ts';
import { ExpiryTimeline, oldest } from './expiryTimeline.ts';
import { ExpiryWatch, type ExpiryWatchParts } from './expiryWatch.ts';
import { expiringCountInWords } from './watchWords.ts';

/** What watching over expiries is made of. */
export interface ExpiryNeeds
  extends Pick<
    ExpiryWatchParts,
    | 'keptSecrets'
    | 'bindings'
    | 'journal'
    | 'marks'
    | 'lock'
    | 'newLookup'
    | 'now'
    | 'refresh'
    | 'run'
    | 'startTimer'
  > {
  readonly connections: () => readonly Connection[];
  readonly service: (connection: Connection) => Promise<IdentityService>;
  readonly surveyRecords: SurveyRecords;
  readonly host: PageHost;
  readonly details: { show(node: ClientNode, secretId?: number): Promise<void> };
  readonly badge: (value: number, tooltip: string) => void;
  /** Told of new surveys. */
  readonly surveyed: (surveys: readonly Survey[]) => void;
}

/** Makes what watches over expiries: surveys, timeline, report, notices, badge and status. */
export function expiryParts(needs: ExpiryNeeds) {
  const {
    connections,
    service,
    surveyRecords: records,
    host,
    now,
    badge,
    details,
    surveyed,
    ...rest
  } = needs;
  const surveys = new Surveys({
    ...{ connections, service, records, now },
    unread: ({ name }, error) =>
      void safeWindow.showWarningMessage(l10n.t('{0} was left out: {1}', name, errorInWords(error).text)),
  });
  const status = new StatusItem();
  const check = async () => {
    const taken = await surveys.take();
    timeline.update(taken);
    surveyed(taken);
    return taken;
  };
  const report = async () => {
    const known = await surveys.lastOrNew();
    const write = (form: ReportForm) => () =>
      writeReport(form, { entries: expiringSecrets(known), takenAt: oldest(known), now: now() });
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
  };
  const open = async ({ tenantId, type, clientId, secretId }: ExpiringEntry) => {
    const connection = connections().find(each => isSameId(each.tenantId, tenantId));
    if (!connection) throw new CredentialsError('signedOut');
    const client = await (await service(connection)).client(type, clientId);
    await details.show({ kind: 'client', connection, client }, secretId);
  };
  const timeline = new ExpiryTimeline({
    ...{ host, now, open, exportReport: report },
    check: async () => {
      await check();
    },
  });
  const showTimeline = async () => {
    const last = await surveys.lastOrNew();
    timeline.show(last);
    surveyed(last);
  };
  const watch = new ExpiryWatch({
    ...rest,
    ...{ now, noticeDays, showTimeline },
    rotate: async (kept: KeptSecret) => vscode.commands.executeCommand(commandId('rotate'), kept),
    verifyAll: async () => vscode.commands.executeCommand(commandId('verifyAll')),
    expiringChanged: (expiring: readonly WatchedSecret[]) => {
      badge(expiring.length, expiringCountInWords(expiring));
      status.showExpiring(expiring.length > 0 ? expiringCountInWords(expiring) : '');
    },
  });
  const disposables = [vscode.window.registerFileDecorationProvider(expiryDecorations), status, watch];
  return {
    ...{ surveys, check, report, showTimeline, watch, status },
    showAfterCheck: async () => timeline.show(await check()),
    dispose: () => {
      for (const disposable of disposables.toReversed()) disposable.dispose();
    },
  };
}

/** The setting, as far as it makes sense: a user may have written anything. */
function noticeDays(): readonly number[] {
  const days = vscode.workspace.getConfiguration('clientCredentials').get<unknown>('expiry.noticeDays');
  if (!Array.isArray(days)) return NOTICE_DAYS;
  return days.filter((each): each is number => typeof each === 'number' && Number.isFinite(each) && each > 0);
}

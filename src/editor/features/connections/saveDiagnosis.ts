import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Connection } from '../../../credentials/connections/connection.ts';
import type { Core } from '../../core/core.ts';
import { exportReport } from '../../core/reports/exportReport.ts';
import { runMend } from '../../core/runCommand.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';
import { diagnosisReport } from './diagnosisReport.ts';

/** Returns the label of the button that saves a diagnosis. */
export const saveDiagnosisLabel = (): string => l10n.t('Save Diagnosis…');

/** Checks a connection rule by rule, and saves a report without secrets that the user can send to support. */
export async function saveDiagnosis(core: Core, connection: Connection): Promise<void> {
  const diagnosis = await withDelayedProgress(l10n.t('Testing {0}…', connection.name), signal =>
    core.signInAccess.diagnose(connection, signal),
  );
  const { version } = core.context.extension.packageJSON as { readonly version: string };
  const report = diagnosisReport(connection, diagnosis, {
    network: core.network.settings(),
    versions: {
      extension: version,
      editor: vscode.version,
      node: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
    },
    now: core.now(),
  });
  await exportReport(l10n.t('Save a diagnosis without secrets'), 'connection-diagnosis', [
    { form: 'md', label: 'Markdown', detail: '', write: async () => report },
  ]);
}

/** Shows why a connection doesn't work, and offers what fixes it and a diagnosis for support. */
export async function offerDiagnosis(core: Core, connection: Connection, error: unknown): Promise<void> {
  const { text, mend } = errorInWords(error);
  const save = saveDiagnosisLabel();
  const chosen = await safeWindow.showErrorMessage(text, ...(mend ? [mend.label] : []), save);
  if (chosen === save) await saveDiagnosis(core, connection);
  else if (mend && chosen === mend.label)
    await runMend(core.execute, mend, { kind: 'connection', connection });
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type AuditFinding, audit } from '../../../credentials/audit.ts';
import type { Survey } from '../../../credentials/expiry/survey.ts';
import type { Change } from '../../core/change.ts';
import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { exportReport } from '../../core/reports/exportReport.ts';
import { oldestSurvey } from '../../core/reports/oldestSurvey.ts';
import type { TreeView } from '../../platform/trees/registerTree.ts';
import { rowsOf } from '../../platform/trees/rowsOf.ts';
import type { AuditNode } from '../../vocabulary/auditNode.ts';
import { auditReport } from './auditReport.ts';
import { AuditTree } from './auditTree.ts';
import { fixFinding, openFinding } from './fixFinding.ts';

/** The Audit view, its fixes and its report. */
export function feature(core: Core): Feature {
  const { rows, view } = rowsOf<AuditNode>(core.views.audit, () => tree);
  const tree = new AuditTree(() => readFindings(core, view), core.now);
  const draw = () => view.changed(undefined);
  return {
    commands: {
      auditClients: async () => {
        await core.surveys.take();
        draw();
        await vscode.commands.executeCommand('clientCredentials.audit.focus');
      },
      exportAudit: () => exportAudit(core),
      fixFinding: async node => {
        if (node && (await fixFinding(core, node.finding))) draw();
      },
      openFinding: node => node && openFinding(core, node.finding),
    },
    trees: { audit: rows },
    changed: ({ kind }: Change) => {
      if (kind === 'everything' || kind === 'surveys') draw();
    },
  };
}

/** Returns what the last surveys found, and shows in the view how old they are. */
async function readFindings(core: Core, view: TreeView<AuditNode>): Promise<readonly AuditFinding[]> {
  const known = await core.surveys.last();
  const findings = findingsOf(known, core.now());
  const clean = findings.length === 0 ? 'clean' : 'found';
  await vscode.commands.executeCommand(
    'setContext',
    'clientCredentials.auditState',
    known.length === 0 ? 'none' : clean,
  );
  const taken = l10n.t('As of {0} (UTC)', oldestSurvey(known).toISOString().slice(0, 16).replace('T', ' '));
  view.say(findings.length === 0 ? undefined : taken);
  return findings;
}

async function exportAudit({ surveys, now }: Core): Promise<void> {
  const known = await surveys.lastOrNew();
  const write = async () => auditReport(findingsOf(known, now()), oldestSurvey(known), now());
  await exportReport(l10n.t('Export Audit Report'), 'client-audit', [
    { form: 'md', label: 'Markdown', detail: '', write },
  ]);
}

const findingsOf = (surveys: readonly Survey[], now: Date): readonly AuditFinding[] =>
  surveys.flatMap(survey => audit(survey, now));

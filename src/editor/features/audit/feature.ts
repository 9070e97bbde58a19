import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type AuditFinding, audit, type LocalUse } from '../../../credentials/audit.ts';
import type { Survey } from '../../../credentials/expiry/survey.ts';
import type { Change } from '../../core/change.ts';
import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { exportReport } from '../../core/reports/exportReport.ts';
import { oldestSurvey } from '../../core/reports/oldestSurvey.ts';
import type { TreeView } from '../../platform/trees/registerTree.ts';
import { rowsOf } from '../../platform/trees/rowsOf.ts';
import { type AuditNode, findingsOf } from '../../vocabulary/auditNode.ts';
import { auditReport } from './auditReport.ts';
import { AuditTree } from './auditTree.ts';
import { findingsInWords } from './auditWords.ts';
import { fixFinding, openFinding } from './fixFinding.ts';

/** Loaded when several findings are fixed at once. */
const bulkFixes = () => import('./bulkFixes.ts');

/** The Audit view, its fixes and its report. */
export function feature(core: Core): Feature {
  const { rows, view } = rowsOf<AuditNode>(core.views.audit, () => tree);
  const tree = new AuditTree(() => readFindings(core, view), core.now);
  const draw = () => view.changed(undefined);
  const fixAll = async (nodes: readonly AuditNode[], fix: FixAll) => {
    if (await fix(core, findingsOf(nodes))) draw();
  };
  const deleteFound = async (nodes: readonly AuditNode[]) => fixAll(nodes, (await bulkFixes()).deleteFound);
  return {
    commands: {
      auditClients: async () => {
        await core.surveys.take();
        draw();
        await vscode.commands.executeCommand('clientCredentials.audit.focus');
      },
      deleteAllDisabled: deleteFound,
      deleteAllExpired: deleteFound,
      deleteFound,
      exportAudit: () => exportAudit(core),
      fixFinding: async node => {
        if (node && (await fixFinding(core, node.finding))) draw();
      },
      openFinding: node => node && openFinding(core, node.finding),
      setFoundExpiration: async nodes => fixAll(nodes, (await bulkFixes()).setFoundExpiration),
    },
    trees: { audit: rows },
    changed: ({ kind }: Change) => {
      if (DRAWN.has(kind)) draw();
    },
  };
}

/** Fixes all findings of a kind at once. Returns whether anything was done. */
type FixAll = (core: Core, findings: readonly AuditFinding[]) => Promise<boolean>;

/** What changes the findings: the surveys, and what is saved and used on this machine. */
const DRAWN: ReadonlySet<Change['kind']> = new Set<Change['kind']>([
  'everything',
  'projectFiles',
  'savedSecrets',
  'surveys',
]);

/** Returns what the last surveys found, and shows in the view how many there are, and how old they are. */
async function readFindings(core: Core, view: TreeView<AuditNode>): Promise<readonly AuditFinding[]> {
  const known = await core.surveys.last();
  const findings = await findingsIn(core, known);
  const clean = findings.length === 0 ? 'clean' : 'found';
  await vscode.commands.executeCommand(
    'setContext',
    'clientCredentials.auditState',
    known.length === 0 ? 'none' : clean,
  );
  const taken = l10n.t('As of {0} (UTC)', oldestSurvey(known).toISOString().slice(0, 16).replace('T', ' '));
  view.say(findings.length === 0 ? undefined : taken);
  view.describe(findings.length === 0 ? undefined : findingsInWords(findings.length));
  return findings;
}

async function exportAudit(core: Core): Promise<void> {
  const { surveys, now } = core;
  const known = await surveys.lastOrNew();
  const write = async () => auditReport(await findingsIn(core, known), oldestSurvey(known), now());
  await exportReport(l10n.t('Export Audit Report'), 'client-audit', [
    { form: 'md', label: 'Markdown', detail: '', write },
  ]);
}

async function findingsIn(core: Core, surveys: readonly Survey[]): Promise<readonly AuditFinding[]> {
  if (surveys.length === 0) return [];
  const local = await readLocalUse(core);
  return surveys.flatMap(survey => audit(survey, core.now(), local));
}

/** Reads what this machine has saved, and what uses it here. */
async function readLocalUse({ keptSecrets, bindings, connections }: Core): Promise<LocalUse> {
  const [saved, located] = await Promise.all([keptSecrets.all(), bindings.all()]);
  const signedInAs = connections
    .all()
    .map(({ tenantId, signIn }) => ({ tenantId, clientId: signIn.clientId }));
  return { saved, used: [...located, ...signedInAs] };
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type AuditFinding, audit } from '../../../credentials/audit.ts';
import type { Connection } from '../../../credentials/connections/connection.ts';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import type { Survey } from '../../../credentials/expiry/survey.ts';
import { isSameId } from '../../../credentials/records/sameId.ts';
import type { IdentityService } from '../../../service/identityService.ts';
import { exportReport } from '../../core/surveys/exportReport.ts';
import { markdownTable } from '../../core/surveys/markdownTable.ts';
import type { Surveys } from '../../core/surveys/surveys.ts';
import type { TreeView } from '../../platform/trees/registerTree.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { AUDIT_FIXES, type AuditFix } from '../../vocabulary/auditFixes.ts';
import type { AuditNode } from '../../vocabulary/auditNode.ts';
import type { ClientNode, SecretNode } from '../../vocabulary/clientsNode.ts';
import { commandId } from '../../vocabulary/commandId.ts';
import { oldest } from '../expiry/expiryTimeline.ts';
import { AuditTree } from './auditTree.ts';
import { auditFixInWords, auditRuleInWords, findingInWords } from './auditWords.ts';

/** What auditing is made of. */
export interface AuditNeeds {
  readonly view: TreeView<AuditNode>;
  readonly surveys: Pick<Surveys, 'last' | 'lastOrNew' | 'reread'>;
  /** Asks the service for everything anew. */
  readonly check: () => Promise<readonly Survey[]>;
  readonly connections: () => readonly Connection[];
  readonly service: (connection: Connection) => Promise<IdentityService>;
  readonly details: { show(node: ClientNode, secretId?: number): Promise<void> };
  readonly now: () => Date;
}

/** Makes the Audit view and what its commands do. */
export function auditParts({ view, surveys, check, connections, service, details, now }: AuditNeeds) {
  const findingsOf = (known: readonly Survey[]) => known.flatMap(survey => audit(survey, now()));
  const tree = new AuditTree(async () => {
    const known = await surveys.last();
    const findings = findingsOf(known);
    const clean = findings.length === 0 ? 'clean' : 'found';
    await vscode.commands.executeCommand(
      'setContext',
      'clientCredentials.auditState',
      known.length === 0 ? 'none' : clean,
    );
    const taken = l10n.t('As of {0} (UTC)', oldest(known).toISOString().slice(0, 16).replace('T', ' '));
    view.say(findings.length === 0 ? undefined : taken);
    return findings;
  }, now);
  const draw = () => view.changed(undefined);
  return {
    tree,
    draw,
    /** Asks for everything, and shows what is found. */
    run: async () => {
      await check();
      draw();
      await vscode.commands.executeCommand('clientCredentials.audit.focus');
    },
    /** Opens the details of the client that a finding is about. */
    open: async (node: unknown) => {
      const found = findingOf(node) && (await clientOf(findingOf(node)));
      if (found) await details.show(found.client, found.secret?.secret.id);
    },
    /** Mends what a finding is about, then looks at its client again. */
    fix: async (node: unknown) => {
      const finding = findingOf(node);
      const found = await clientOf(finding);
      const fix = finding && found && (await pickFix(finding));
      if (!fix) return;
      await vscode.commands.executeCommand(commandId(fix), found.secret ?? found.client);
      await surveys.reread(found.client.connection, finding.client);
      draw();
    },
    /** Writes everything that was found into a file. */
    report: async () => {
      const known = await surveys.lastOrNew();
      const write = async () => auditReport(findingsOf(known), oldest(known), now());
      await exportReport(l10n.t('Export Audit Report'), 'client-audit', [
        { form: 'md', label: 'Markdown', detail: '', write },
      ]);
    },
  };

  async function clientOf(
    finding: AuditFinding | undefined,
  ): Promise<{ readonly client: ClientNode; readonly secret?: SecretNode } | undefined> {
    const connection = connections().find(each => isSameId(each.tenantId, finding?.tenantId));
    if (!finding) return undefined;
    if (!connection) throw new CredentialsError('signedOut');
    const { type, id } = finding.client;
    const opened = await service(connection);
    const client = await opened.client(type, id);
    const node = { kind: 'client', connection, client } as const;
    if (!finding.secret) return { client: node };
    const secrets = await opened.secrets(type, id);
    const secret = secrets.find(each => each.id === finding.secret?.id);
    if (!secret) throw new CredentialsError('changedMeanwhile');
    return { client: node, secret: { kind: 'secret', connection, client, secret } };
  }
}

async function pickFix({ rule, client }: AuditFinding): Promise<AuditFix | undefined> {
  const fixes: readonly AuditFix[] = AUDIT_FIXES[rule];
  if (fixes.length === 1) return fixes[0];
  const items = fixes.map(fix => ({ ...auditFixInWords(fix), fix }));
  const { label, advice } = auditRuleInWords(rule);
  const title = l10n.t('{0}: {1}', client.name, label);
  return (await safeWindow.showQuickPick(items, { title, placeHolder: advice }))?.fix;
}

const findingOf = (node: unknown): AuditFinding | undefined =>
  (node as AuditNode | undefined)?.kind === 'finding'
    ? (node as Extract<AuditNode, { kind: 'finding' }>).finding
    : undefined;

function auditReport(findings: readonly AuditFinding[], takenAt: Date, now: Date): string {
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  const heads = [l10n.t('Client'), l10n.t('Client id'), l10n.t('Finding')];
  const sections = rules.map(rule => {
    const { label, advice } = auditRuleInWords(rule);
    const rows = findings
      .filter(finding => finding.rule === rule)
      .map(finding => [finding.client.name, finding.client.id, findingInWords(finding, now)]);
    return `## ${label} (${rows.length})\n\n${advice}\n\n${markdownTable(heads, rows)}`;
  });
  const time = takenAt.toISOString().slice(0, 16).replace('T', ' ');
  const intro = l10n.t('Findings: {0}, as of {1} (UTC).', findings.length, time);
  return [`# ${l10n.t('Audit of clients')}`, intro, ...sections].join('\n\n');
}

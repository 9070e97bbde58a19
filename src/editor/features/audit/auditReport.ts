import * as l10n from '@vscode/l10n';
import type { AuditFinding } from '../../../credentials/audit.ts';
import { markdownTable } from '../../core/reports/markdownTable.ts';
import { auditRuleInWords, findingInWords } from './auditWords.ts';

/** Writes everything that an audit found as Markdown. */
export function auditReport(findings: readonly AuditFinding[], takenAt: Date, now: Date): string {
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

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { AUDIT_RULES, type AuditFinding, type AuditRule } from '../../../credentials/audit.ts';
import type { TreeSource } from '../../platform/trees/registerTree.ts';
import { spokenRow } from '../../platform/trees/spokenRow.ts';
import type { AuditNode, FindingNode, RuleNode } from '../../vocabulary/auditNode.ts';
import { commandFor } from '../../vocabulary/commandId.ts';
import { countInWords } from '../../vocabulary/words/countWords.ts';
import { auditRuleInWords, findingInWords } from './auditWords.ts';

/** Lines of one rule: nobody fixes more by hand, and the report has all. */
const SHOWN = 500;

const ICONS: Readonly<Record<AuditRule, readonly [icon: string, color?: string]>> = {
  administrator: ['shield', 'list.errorForeground'],
  neverExpires: ['watch', 'list.warningForeground'],
  manySecrets: ['layers', 'list.warningForeground'],
  expired: ['error', 'list.errorForeground'],
  disabled: ['circle-slash', 'disabledForeground'],
  noDescription: ['question'],
};

/** The Audit view: a line for each rule that found something, below it what it found. */
export class AuditTree implements TreeSource<AuditNode> {
  readonly #findings: () => Promise<readonly AuditFinding[]>;
  readonly #now: () => Date;

  /** @param findings of the last survey */
  constructor(findings: () => Promise<readonly AuditFinding[]>, now: () => Date) {
    this.#findings = findings;
    this.#now = now;
  }

  /** Returns the rules that found something, or what one of them found. */
  async children(node?: AuditNode): Promise<readonly AuditNode[]> {
    if (!node) {
      const all = await this.#findings();
      const ofRule = (rule: AuditRule) => all.filter(finding => finding.rule === rule);
      return AUDIT_RULES.map((rule): RuleNode => ({ kind: 'rule', rule, findings: ofRule(rule) })).filter(
        ({ findings }) => findings.length > 0,
      );
    }
    if (node.kind !== 'rule') return [];
    const { findings } = node;
    const shown = findings.slice(0, SHOWN).map((finding): FindingNode => ({ kind: 'finding', finding }));
    const rest = findings.length - shown.length;
    return rest > 0 ? [...shown, { kind: 'more', rule: node.rule, count: rest }] : shown;
  }

  /** Makes the item of a node. */
  item(node: AuditNode): vscode.TreeItem {
    if (node.kind === 'rule') return ruleItem(node);
    if (node.kind === 'finding') return findingItem(node, this.#now());
    const label = l10n.t('{0} more', countInWords(node.count));
    const description = l10n.t('the report has all');
    const accessibilityInformation = spokenRow(label, description);
    return Object.assign(new vscode.TreeItem(label), {
      id: `${node.rule}\nmore`,
      description,
      accessibilityInformation,
    });
  }
}

function ruleItem({ rule, findings }: RuleNode): vscode.TreeItem {
  const { label, advice } = auditRuleInWords(rule);
  const [icon, color] = ICONS[rule];
  return Object.assign(new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed), {
    id: rule,
    description: countInWords(findings.length),
    tooltip: advice,
    accessibilityInformation: spokenRow(label, countInWords(findings.length), advice),
    iconPath: new vscode.ThemeIcon(icon, color ? new vscode.ThemeColor(color) : undefined),
    contextValue: ';rule;',
  });
}

function findingItem(node: FindingNode, now: Date): vscode.TreeItem {
  const { rule, tenantId, client, secret } = node.finding;
  const description = findingInWords(node.finding, now);
  return Object.assign(new vscode.TreeItem(client.name), {
    id: [rule, tenantId, client.id, secret?.id].join('\n'),
    description,
    accessibilityInformation: spokenRow(client.name, description),
    tooltip: [client.name, description, auditRuleInWords(rule).advice].filter(text => text !== '').join('\n'),
    contextValue: ';finding;',
    command: commandFor('openFinding', l10n.t('Show Details')),
  });
}

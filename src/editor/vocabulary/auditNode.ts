import type { AuditFinding, AuditRule } from '../../credentials/audit.ts';

/** All findings of one rule. */
export interface RuleNode {
  readonly kind: 'rule';
  readonly rule: AuditRule;
  readonly findings: readonly AuditFinding[];
}

/** One finding. */
export interface FindingNode {
  readonly kind: 'finding';
  readonly finding: AuditFinding;
}

/** Findings of a rule beyond this count. */
export interface MoreNode {
  readonly kind: 'more';
  readonly rule: AuditRule;
  readonly count: number;
}

/** A node of the Audit view. */
export type AuditNode = RuleNode | FindingNode | MoreNode;

import type { AuditRule } from '../../credentials/audit.ts';
import type { ClientsCommand } from './commandArguments.ts';

/** The commands that fix what a rule has found, the best first; each asks before it changes anything. */
export const AUDIT_FIXES = {
  administrator: ['manageRoles', 'disableClient'],
  neverExpires: ['rotate', 'editSecret'],
  manySecrets: ['showDetails'],
  expired: ['removeSecret'],
  disabled: ['removeClient', 'enableClient'],
  noDescription: ['editSecret'],
} as const satisfies Record<AuditRule, readonly [ClientsCommand, ...ClientsCommand[]]>;

/** A command that fixes a finding. */
export type AuditFix = (typeof AUDIT_FIXES)[AuditRule][number];

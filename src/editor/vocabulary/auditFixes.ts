import type { AuditRule } from '../../credentials/audit.ts';
import type { CommandName } from './commandId.ts';

/** The commands that fix what a rule has found, the best first; each asks before it changes anything. */
export const AUDIT_FIXES = {
  administrator: ['manageRoles', 'disableClient'],
  neverExpires: ['rotate', 'editSecret'],
  manySecrets: ['showDetails'],
  expired: ['removeSecret'],
  disabled: ['removeClient', 'enableClient'],
  noDescription: ['editSecret'],
} as const satisfies Record<AuditRule, readonly [CommandName, ...CommandName[]]>;

/** A command that fixes a finding. */
export type AuditFix = (typeof AUDIT_FIXES)[AuditRule][number];

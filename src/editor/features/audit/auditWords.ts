import * as l10n from '@vscode/l10n';
import type { AuditFinding, AuditRule } from '../../../credentials/audit.ts';
import type { AuditFix } from '../../vocabulary/auditFixes.ts';
import { secretCountInWords } from '../../vocabulary/words/countWords.ts';
import { expiryInWords } from '../../vocabulary/words/expiryWords.ts';

/** Says what is wrong, and what to do about it. */
export function auditRuleInWords(rule: AuditRule): { readonly label: string; readonly advice: string } {
  const words: Readonly<Record<AuditRule, readonly [label: string, advice: string]>> = {
    administrator: [
      l10n.t('Tenant Administrator'),
      l10n.t(
        'Who has the secret of such a client may do everything. Take the role away where it is not needed.',
      ),
    ],
    neverExpires: [
      l10n.t('Never expires'),
      l10n.t('A secret that leaks works for ever. Give it an expiry, or rotate it.'),
    ],
    manySecrets: [
      l10n.t('More than two active secrets'),
      l10n.t('Two are enough while one is being rotated. Remove those that nothing uses.'),
    ],
    expired: [
      l10n.t('Expired, and still listed'),
      l10n.t('It works no more, and takes one of ten places. Remove it.'),
    ],
    disabled: [
      l10n.t('Disabled'),
      l10n.t('It gets no token. Enable it, or remove it where nobody misses it.'),
    ],
    noDescription: [
      l10n.t('No description'),
      l10n.t('Nobody can tell what uses it. Describe it while somebody still knows.'),
    ],
  };
  const [label, advice] = words[rule];
  return { label, advice };
}

/** Names a command as the fix of a finding. */
export function auditFixInWords(fix: AuditFix): { readonly label: string; readonly detail: string } {
  const words: Readonly<Record<AuditFix, readonly [label: string, detail: string]>> = {
    manageRoles: [l10n.t('Manage Roles…'), l10n.t('Takes the role away.')],
    disableClient: [l10n.t('Disable Client'), l10n.t('It gets no tokens until somebody enables it again.')],
    rotate: [l10n.t('Rotate Secret…'), l10n.t('A new one that expires, in every place that has this one.')],
    editSecret: [l10n.t('Edit Secret…'), l10n.t('The value stays as it is, wherever it stands.')],
    removeClient: [l10n.t('Remove Client…'), l10n.t('For one that nobody misses.')],
    enableClient: [l10n.t('Enable Client'), l10n.t('For one that is used again.')],
    removeSecret: [l10n.t('Remove Secret…'), l10n.t('It works no more.')],
    showDetails: [
      l10n.t('Show Details'),
      l10n.t('All secrets of the client, with what is known of their use.'),
    ],
  };
  const [label, detail] = words[fix];
  return { label, detail };
}

/** Names what a finding is about: the secret with its expiry, or how many there are. */
export function findingInWords({ rule, client, secret }: AuditFinding, now: Date): string {
  if (secret) {
    const name = secret.description.trim() || l10n.t('Secret {0}', secret.id);
    const expiry = expiryInWords(secret.expiresAt ? { expiresAt: new Date(secret.expiresAt) } : {}, now);
    return l10n.t('{0} · {1}', name, expiry);
  }
  return rule === 'manySecrets' ? secretCountInWords(client.secrets?.length ?? 0) : '';
}

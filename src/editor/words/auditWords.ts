import * as l10n from '@vscode/l10n';
import type { AuditFinding, AuditRule } from '../../credentials/audit/audit.ts';
import { secretCountInWords } from './countWords.ts';
import { expiryInWords } from './expiryWords.ts';

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

/** Names what a finding is about: the secret with its expiry, or how many there are. */
export function findingInWords({ rule, client, secret }: AuditFinding, now: Date): string {
  if (secret) {
    const name = secret.description.trim() || l10n.t('Secret {0}', secret.id);
    const expiry = expiryInWords(secret.expiresAt ? { expiresAt: new Date(secret.expiresAt) } : {}, now);
    return l10n.t('{0} · {1}', name, expiry);
  }
  return rule === 'manySecrets' ? secretCountInWords(client.secrets?.length ?? 0) : '';
}

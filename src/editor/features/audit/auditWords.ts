import * as l10n from '@vscode/l10n';
import type { AuditFinding, AuditRule } from '../../../credentials/audit.ts';
import type { SurveyedSecret } from '../../../credentials/expiry/survey.ts';
import type { AuditFix } from '../../vocabulary/auditFixes.ts';
import { countInWords, secretCountInWords } from '../../vocabulary/words/countWords.ts';
import { expiryInWords } from '../../vocabulary/words/expiryWords.ts';

/** Says what is wrong, and what to do about it. */
export function auditRuleInWords(rule: AuditRule): { readonly label: string; readonly advice: string } {
  const words: Readonly<Record<AuditRule, readonly [label: string, advice: string]>> = {
    administrator: [
      l10n.t('Tenant Administrator'),
      l10n.t(
        "Anyone who holds this client's secret has full control of the tenant. Remove the role if it isn't needed.",
      ),
    ],
    neverExpires: [
      l10n.t('Never expires'),
      l10n.t(
        'A leaked secret without an expiration date works forever. Set an expiration date, or rotate it.',
      ),
    ],
    manySecrets: [
      l10n.t('More than two active secrets'),
      l10n.t("Two are enough during a rotation. Delete the ones that aren't used."),
    ],
    expired: [
      l10n.t('Expired'),
      l10n.t('It no longer works, and a client can have at most ten secrets. Delete it.'),
    ],
    disabled: [
      l10n.t('Disabled'),
      l10n.t("It can't get tokens. Enable it, or delete it if nothing uses it."),
    ],
    unusedHere: [
      l10n.t('Not used on this machine'),
      l10n.t(
        "A secret of the client is saved here, but no file, store or setting on this machine holds it. Insert it where it's needed, or remove it.",
      ),
    ],
    noDescription: [
      l10n.t('No description'),
      l10n.t('No one can tell what uses it. Add a description while someone still knows.'),
    ],
  };
  const [label, advice] = words[rule];
  return { label, advice };
}

/** Names a command as the fix of a finding. */
export function auditFixInWords(fix: AuditFix): { readonly label: string; readonly detail: string } {
  const words: Readonly<Record<AuditFix, readonly [label: string, detail: string]>> = {
    manageRoles: [l10n.t('Manage Roles…'), l10n.t('Removes the role.')],
    disableClient: [l10n.t('Disable Client'), l10n.t("It can't get tokens until someone enables it again.")],
    rotate: [
      l10n.t('Rotate Secret…'),
      l10n.t('Creates a secret that expires and updates every location that has this one.'),
    ],
    editSecret: [l10n.t('Edit Secret…'), l10n.t('The value stays the same in every location.')],
    removeClient: [l10n.t('Delete Client…'), l10n.t('For a client that nothing uses.')],
    enableClient: [l10n.t('Enable Client'), l10n.t('For a client that is needed again.')],
    removeSecret: [l10n.t('Delete Secret…'), l10n.t('It no longer works.')],
    insert: [l10n.t('Insert Credentials…'), l10n.t('Writes the saved credentials to a location.')],
    showDetails: [
      l10n.t('Show Details'),
      l10n.t('All secrets of the client, with what is known about their use.'),
    ],
  };
  const [label, detail] = words[fix];
  return { label, detail };
}

/** Names a secret. */
export const foundSecretInWords = ({ description, id }: Pick<SurveyedSecret, 'description' | 'id'>): string =>
  description.trim() || l10n.t('Secret {0}', id);

/** Counts findings. */
export function findingsInWords(count: number): string {
  return count === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', countInWords(count));
}

/** Names what a finding is about: the secret with its expiry, or how many there are. */
export function findingInWords({ rule, client, secret }: AuditFinding, now: Date): string {
  if (secret) {
    const name = foundSecretInWords(secret);
    const expiry = expiryInWords(secret.expiresAt ? { expiresAt: new Date(secret.expiresAt) } : {}, now);
    return l10n.t('{0} · {1}', name, expiry);
  }
  return rule === 'manySecrets' ? secretCountInWords(client.secrets?.length ?? 0) : '';
}

import * as l10n from '@vscode/l10n';
import type { AuditFinding } from '../../../credentials/audit.ts';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import type { Core } from '../../core/core.ts';
import { executeOn } from '../../core/execute.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { AUDIT_FIXES, type AuditFix } from '../../vocabulary/auditFixes.ts';
import type { ClientNode, SecretNode } from '../../vocabulary/clientsNode.ts';
import { auditFixInWords, auditRuleInWords } from './auditWords.ts';

/** Opens the details of the client that a finding is about. */
export async function openFinding(core: Core, finding: AuditFinding): Promise<void> {
  const { client, secret } = await subjectOf(core, finding);
  await core.details.show(client, secret?.secret.id);
}

/** Fixes what a finding is about, then reads its client again. Returns whether anything was done. */
export async function fixFinding(core: Core, finding: AuditFinding): Promise<boolean> {
  const { client, secret } = await subjectOf(core, finding);
  const fix = await pickFix(finding);
  if (!fix) return false;
  await executeOn(core.execute, fix, secret ?? client);
  await core.surveys.reread(client.connection, finding.client);
  return true;
}

/** Reads the client, and the secret, that a finding is about. Rejects with `changedMeanwhile` when the secret is gone. */
async function subjectOf(
  { connections }: Core,
  { tenantId, client: { type, id }, secret: found }: AuditFinding,
): Promise<{ readonly client: ClientNode; readonly secret?: SecretNode }> {
  const client = await connections.clientNode({ tenantId, clientId: id, clientType: type });
  if (!found) return { client };
  const service = await connections.service(client.connection);
  const secret = (await service.secrets(type, id)).find(each => each.id === found.id);
  if (!secret) throw new CredentialsError('changedMeanwhile');
  return { client, secret: { ...client, kind: 'secret', secret } };
}

async function pickFix({ rule, client }: AuditFinding): Promise<AuditFix | undefined> {
  const fixes: readonly AuditFix[] = AUDIT_FIXES[rule];
  if (fixes.length === 1) return fixes[0];
  const items = fixes.map(fix => ({ ...auditFixInWords(fix), fix }));
  const { label, advice } = auditRuleInWords(rule);
  const title = l10n.t('{0}: {1}', client.name, label);
  return (await safeWindow.showQuickPick(items, { title, placeHolder: advice }))?.fix;
}

import { CredentialsError } from './credentialsError.ts';
import type { ProjectFileWriter } from './delivery/projectFileWriter.ts';
import type { OperationJournal } from './operations/operationJournal.ts';
import type { Binding, Bindings } from './records/bindings.ts';
import type { KeptSecret, KeptSecrets } from './records/keptSecrets.ts';
import { isSameClient } from './records/sameId.ts';

const DAY_MS = 86_400_000;

/** How long the value of a secret stays saved on this machine. */
export type RetentionRule =
  /** Until the user removes it. */
  | { readonly kind: 'keep' }
  /** Until one of its locations has it, and none needs it from secret storage. */
  | { readonly kind: 'afterDelivery' }
  /** Until so many days after its expiration. */
  | { readonly kind: 'afterExpiration'; readonly days: number };

/** What removing values works with. */
export interface RetentionParts {
  readonly keptSecrets: Pick<KeptSecrets, 'all' | 'forget' | 'value'>;
  readonly bindings: Pick<Bindings, 'ofClient'>;
  readonly journal: Pick<OperationJournal, 'exclusively' | 'open'>;
  readonly files: Pick<ProjectFileWriter, 'readKey'>;
  readonly now: () => Date;
}

/**
 * Removes the saved values that a rule no longer keeps, and returns what was removed. Values of clients on which an
 * operation works, or waits to be resumed, are left: it may need them.
 */
export async function removeSpentSecrets(
  rule: RetentionRule,
  parts: RetentionParts,
): Promise<readonly KeptSecret[]> {
  const removed: KeptSecret[] = [];
  if (rule.kind === 'keep') return removed;
  for (const kept of await parts.keptSecrets.all()) {
    if ((await isSpent(kept, rule, parts)) && (await removeUnlessInUse(kept, rule, parts)))
      removed.push(kept);
  }
  return removed;
}

async function removeUnlessInUse(
  kept: KeptSecret,
  rule: RetentionRule,
  parts: RetentionParts,
): Promise<boolean> {
  const { tenantId, clientId } = kept;
  const remove = async () => {
    const open = await parts.journal.open();
    const isInUse = open.some(each =>
      isSameClient({ tenantId: each.tenantId, clientId: each.client.id }, { tenantId, clientId }),
    );
    // Again, because an operation may have changed its locations in the meantime.
    if (isInUse || !(await isSpent(kept, rule, parts))) return false;
    await parts.keptSecrets.forget(kept);
    return true;
  };
  try {
    return await parts.journal.exclusively({ tenantId, client: { id: clientId } }, remove);
  } catch (error) {
    if (error instanceof CredentialsError && error.code === 'busyElsewhere') return false;
    throw error;
  }
}

async function isSpent(kept: KeptSecret, rule: RetentionRule, parts: RetentionParts): Promise<boolean> {
  if (rule.kind === 'afterDelivery') return isDelivered(kept, parts);
  if (rule.kind === 'keep' || kept.expiresAt === undefined) return false;
  return Date.parse(kept.expiresAt) + rule.days * DAY_MS <= parts.now().getTime();
}

/**
 * Tells whether a location has the value, as read from its file; a store can't be read, and its program has confirmed the
 * write. A file with a variable instead of the value needs it from secret storage.
 */
async function isDelivered(
  kept: KeptSecret,
  { bindings, keptSecrets, files }: RetentionParts,
): Promise<boolean> {
  const ofClient = await bindings.ofClient(kept.tenantId, kept.clientId);
  const own = ofClient.filter(({ secretId }) => secretId === kept.secretId);
  if (own.some(isVariable)) return false;
  if (own.some(({ kind }) => kind === 'store')) return true;
  const value = own.length > 0 ? await keptSecrets.value(kept) : undefined;
  if (!value) return false;
  for (const binding of own) {
    if (binding.kind !== 'file' || !binding.clientSecretKey) continue;
    const { file, folder, clientSecretKey: keyPath } = binding;
    const found = await files.readKey({ file, folder, keyPath }).catch(() => undefined);
    if (found?.equals(value)) return true;
  }
  return false;
}

const isVariable = (binding: Binding): boolean => binding.kind === 'file' && !binding.proof;

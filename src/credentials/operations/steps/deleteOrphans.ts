import { unlessGone } from '../../../service/unlessGone.ts';
import { secretOf } from '../../records/references.ts';
import type { Operation } from '../operation.ts';
import type { OperationParts } from '../operationParts.ts';

/** Deletes secrets that an operation created and whose values are lost. */
export async function deleteOrphans(
  operation: Operation,
  secretIds: readonly number[],
  { service, keptSecrets }: Pick<OperationParts, 'service' | 'keptSecrets'>,
): Promise<void> {
  const { type, id } = operation.client;
  for (const secretId of secretIds) {
    if (await keptSecrets.value(secretOf(operation, secretId))) continue;
    await service.deleteSecret(type, id, secretId).catch(unlessGone);
  }
}

import { unlessGone } from '../../../service/unlessGone.ts';
import { secretOf } from '../../records/references.ts';
import { refuseWhereHeldElsewhere } from '../heldElsewhere.ts';
import type { Operation } from '../operation.ts';
import type { OperationParts } from '../operationParts.ts';
import { refuseWhereBound } from '../rotatedPlaces.ts';

/**
 * Deletes the old secret of a rotation. Rejects with `stillBound` when a place has it, and with `heldElsewhere` when another
 * host does, about which the user has not decided.
 */
export async function deleteOld(operation: Operation, parts: OperationParts): Promise<undefined> {
  const { client, oldSecretId } = operation;
  if (oldSecretId === undefined) return;
  const old = secretOf(operation, oldSecretId);
  await refuseWhereBound(old, parts);
  await refuseWhereHeldElsewhere(old, operation, parts);
  await parts.service.deleteSecret(client.type, client.id, oldSecretId).catch(unlessGone);
  await parts.keptSecrets.forget(old);
}

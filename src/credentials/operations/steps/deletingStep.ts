import { unlessGone } from '../../../service/unlessGone.ts';
import { secretOf } from '../../records/references.ts';
import { isIdentified } from '../../records/unidentified.ts';
import { refuseWhereHeldElsewhere } from '../heldElsewhere.ts';
import { refuseWhereBound } from '../holdersHere.ts';
import type { Operation } from '../operation.ts';
import type { OperationParts } from '../operationParts.ts';

/**
 * Deletes the old secret of a rotation. Rejects with `stillBound` when a place has it or may have it, and with `heldElsewhere` when
 * another host does, about which the user has not decided.
 */
export async function deleteOld(operation: Operation, parts: OperationParts): Promise<undefined> {
  const { client, oldSecretId } = operation;
  // The service has no such number: it could only be another secret that is deleted.
  if (oldSecretId === undefined || !isIdentified(oldSecretId)) return;
  const old = secretOf(operation, oldSecretId);
  await refuseWhereBound(old, parts);
  await refuseWhereHeldElsewhere(old, operation, parts);
  await parts.service.deleteSecret(client.type, client.id, oldSecretId).catch(unlessGone);
  await parts.keptSecrets.forget(old);
}

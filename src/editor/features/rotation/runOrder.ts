import { randomBytes, randomUUID } from 'node:crypto';
import type { Operation } from '../../../credentials/operations/operation.ts';
import type { Conclusion } from '../../../credentials/operations/runOperation.ts';
import { type RotationOrder, startRotation } from '../../../credentials/operations/startRotation.ts';
import { isIdentified } from '../../../credentials/records/unidentified.ts';
import { adoptOldValue } from '../../../credentials/rotation/adoptOldValue.ts';
import { successorDescription } from '../../../credentials/rotation/rotatedSecret.ts';
import type { Core } from '../../core/core.ts';
import { untilCancelled } from '../../platform/progress/untilCancelled.ts';
import type { RotationSubject } from './rotationSubject.ts';
import { operationParts } from './rotationTools.ts';

/** Makes the order of a rotation. */
export function orderOf(
  { resource, tenantId, client, secret }: RotationSubject,
  expiresAt: Date | undefined,
  afterwards: Operation['afterwards'],
  now: Date,
) {
  return {
    id: randomUUID(),
    resource,
    tenantId,
    client,
    oldSecretId: secret.id,
    afterwards,
    description: successorDescription(
      isIdentified(secret.id) ? secret : { description: '' },
      now,
      randomBytes(3).toString('hex'),
    ),
    expiresAt,
  };
}

/** Carries out an order. Saves the old value in SecretStorage first if possible: without it nothing can be undone. */
export async function runOrder(
  core: Core,
  subject: RotationSubject,
  order: RotationOrder,
  signal: AbortSignal,
): Promise<Conclusion> {
  const work = await untilCancelled(signal, operationParts({ ...order, step: 'asking' }, core));
  const { bindings, files, keptSecrets } = core;
  if (subject.kept) await adoptOldValue(subject.kept, { bindings, files, keptSecrets });
  return startRotation(order, work, signal);
}

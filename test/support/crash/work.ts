import { randomUUID } from 'node:crypto';
import type { ConfirmedDestination } from '../../../src/credentials/delivery/destination.ts';
import { issueCredential } from '../../../src/credentials/issuing/issueCredential.ts';
import type { IssueOrder } from '../../../src/credentials/issuing/issueOrder.ts';
import type { Afterwards } from '../../../src/credentials/operations/operation.ts';
import type { OperationParts } from '../../../src/credentials/operations/operationParts.ts';
import { startRotation } from '../../../src/credentials/operations/startRotation.ts';
import type { ClientReference } from '../../../src/credentials/records/references.ts';
import type { IdentityService } from '../../../src/service/identityService.ts';

/** The work of a process on one client; passed as JSON. */
export interface Work extends ClientReference {
  readonly kind: 'createClient' | 'addSecret' | 'rotate';
  readonly roleIds: readonly string[];
  readonly destination: ConfirmedDestination;
  /** For a rotation. */
  readonly oldSecretId?: number;
  /** Another secret that the rotation deletes first. */
  readonly removedSecretId?: number;
  readonly afterwards?: Afterwards;
}

/** Does the work as the commands of the editor do. */
export async function doWork(work: Work, parts: OperationParts, service: IdentityService): Promise<void> {
  const { resource, tenantId, client, kind, destination } = work;
  const { signal } = new AbortController();
  const id = randomUUID();
  const description = `from ${kind} ${id}`;
  if (kind === 'rotate') {
    const { oldSecretId = 0, removedSecretId, afterwards = { kind: 'delete', graceMs: 0 } as const } = work;
    await startRotation(
      { id, resource, tenantId, client, oldSecretId, removedSecretId, description, afterwards },
      parts,
      signal,
    );
    return;
  }
  const secret = { id, resource, tenantId, client, description, destination };
  const properties = { accessTokenLifetimeSeconds: 600, roleIds: work.roleIds };
  const order: IssueOrder =
    kind === 'createClient' ? { ...secret, kind, properties } : { ...secret, kind: 'addSecret' };
  const outcome = await issueCredential(order, { ...parts, service }, signal);
  const problem = outcome.keepError ?? outcome.deliveryError;
  if (problem) throw problem;
}

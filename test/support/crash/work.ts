import { randomUUID } from 'node:crypto';
import type { ConfirmedDestination } from '../../../src/credentials/delivery/destination.ts';
import { issueCredential } from '../../../src/credentials/issuing/issueCredential.ts';
import { newClientOrder } from '../../../src/credentials/issuing/newClientOrder.ts';
import { newSecretOrder } from '../../../src/credentials/issuing/newSecretOrder.ts';
import { journaledIssue } from '../../../src/credentials/operations/journaledIssue.ts';
import type { Afterwards } from '../../../src/credentials/operations/operation.ts';
import type { OperationParts } from '../../../src/credentials/operations/operationParts.ts';
import { startRotation } from '../../../src/credentials/operations/startRotation.ts';
import type { IdentityService } from '../../../src/service/identityService.ts';

/** What a process is to do with one client; it comes and goes as JSON. */
export interface Work {
  readonly kind: 'createClient' | 'addSecret' | 'rotate';
  readonly resource: string;
  readonly tenantId: string;
  readonly client: { readonly type: 'clientCredentials'; readonly id: string; readonly name: string };
  readonly roleIds: readonly string[];
  readonly destination: ConfirmedDestination;
  /** For a rotation. */
  readonly oldSecretId?: number;
  readonly afterwards?: Afterwards;
}

/** Does the work as the commands of the editor do. */
export async function doWork(work: Work, parts: OperationParts, service: IdentityService): Promise<void> {
  const { resource, tenantId, client, kind, destination } = work;
  const { signal } = new AbortController();
  const id = randomUUID();
  const description = `from ${kind} ${id}`;
  if (kind === 'rotate') {
    const { oldSecretId = 0, afterwards = { kind: 'delete', graceMs: 0 } as const } = work;
    await startRotation(
      { id, resource, tenantId, client, oldSecretId, description, afterwards },
      parts,
      signal,
    );
    return;
  }
  const draft = { name: client.name, accessTokenLifetimeSeconds: 600, roleIds: work.roleIds };
  const order =
    kind === 'createClient'
      ? newClientOrder(
          client.type,
          { ...draft, secretDescription: description },
          { service, resource, tenantId, clientId: client.id },
        )
      : newSecretOrder({ description }, { service, resource, tenantId, client });
  const journal = journaledIssue({ id, kind, resource, tenantId, client, description, destination }, parts);
  const outcome = await parts.journal.exclusively({ tenantId, client }, () =>
    issueCredential(
      order,
      { ...parts, journal, deliver: value => parts.deliver(value, destination) },
      signal,
    ),
  );
  const problem = outcome.keepError ?? outcome.deliveryError;
  if (problem) throw problem;
}

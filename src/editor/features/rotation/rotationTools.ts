import { serviceAsClient } from '../../../credentials/connections/selfService.ts';
import type { Operation } from '../../../credentials/operations/operation.ts';
import type { OperationParts } from '../../../credentials/operations/operationParts.ts';
import {
  type ActedOn,
  type RotationActor,
  rotationActor,
} from '../../../credentials/rotation/rotationActor.ts';
import type { Core } from '../../core/core.ts';
import { machineParts } from '../../core/operations/machineParts.ts';
import { requireTrust } from '../../platform/window/workspaceTrust.ts';

/** Finds an administrator, or the client itself, that can change the secrets of a client. */
export function actorFor(operation: ActedOn, core: Core): Promise<RotationActor> {
  const { connections, signInAccess, keptSecrets } = core;
  return rotationActor(operation, {
    connected: tenantId =>
      connections
        .reaching(tenantId)
        .map(each => ({ resource: each.resource, open: () => connections.service(each) })),
    asClient: client => serviceAsClient(client, signInAccess.surroundings),
    keptSecrets,
  });
}

/**
 * Collects what an operation is carried out with, and the address that reaches its tenant today. Rejects with a
 * `RestrictedModeError` in Restricted Mode.
 */
export async function operationParts(
  operation: ActedOn,
  core: Core,
): Promise<OperationParts & { readonly resource: string }> {
  requireTrust();
  return { ...machineParts(core), ...(await actorFor(operation, core)) };
}

/** Shows what an operation has changed. */
export async function showChanged(
  { tenantId, kind, client }: Pick<Operation, 'tenantId' | 'kind' | 'client'>,
  core: Core,
): Promise<void> {
  const { type, id: clientId } = client;
  await core.tell({ kind: 'operations' });
  for (const connection of core.connections.shownFor(tenantId)) {
    if (kind === 'createClient') await core.tell({ kind: 'clients', connection, type });
    else await core.tell({ kind: 'client', connection, type, clientId });
  }
}

import type { Connection } from '../../../credentials/connections/connection.ts';
import type { DeliverableCredential } from '../../../credentials/delivery/deliverCredential.ts';
import type { ProjectFileWriter } from '../../../credentials/delivery/projectFileWriter.ts';
import type { Operation } from '../../../credentials/operations/operation.ts';
import type { OperationJournal } from '../../../credentials/operations/operationJournal.ts';
import type { OperationParts } from '../../../credentials/operations/operationParts.ts';
import type { ClientSignIns } from '../../../credentials/operations/rotatedPlaces.ts';
import type { Bindings } from '../../../credentials/records/bindings.ts';
import type { KeptSecrets } from '../../../credentials/records/keptSecrets.ts';
import {
  type ActedOn,
  type ActorParts,
  type RotationActor,
  rotationActor,
} from '../../../credentials/rotation/rotationActor.ts';
import type { IdentityService } from '../../../service/identityService.ts';
import type { ClientsModel } from '../clients/clientsModel.ts';
import { deliverAndRemember, type EditorDeliveryParts } from '../delivery/deliverAndRemember.ts';

/** What the commands that rotate secrets, and go on with what was interrupted, work with. */
export interface RotationCommandParts {
  /** What this workspace works with. */
  readonly connections: () => readonly Connection[];
  /** All connections: what is rotated or was interrupted need not be of those. */
  readonly allConnections: () => readonly Connection[];
  readonly service: (connection: Connection) => Promise<IdentityService>;
  readonly asClient: ActorParts['asClient'];
  readonly keptSecrets: KeptSecrets;
  readonly delivery: EditorDeliveryParts & { readonly bindings: Bindings; readonly files: ProjectFileWriter };
  readonly journal: OperationJournal;
  readonly clientSignIns: ClientSignIns;
  /** Tries a credential by a real token request. */
  readonly verify: (credential: DeliverableCredential) => Promise<unknown>;
  readonly sleep: OperationParts['sleep'];
  readonly now: () => Date;
  readonly model: Pick<ClientsModel, 'reloadClient' | 'reloadType'>;
  /** Logs what was shown in another form than as an error. */
  readonly logError: (error: unknown) => void;
  /** Runs a task, and shows its errors. */
  readonly run: (task: () => Promise<void>) => Promise<void>;
  /** Told of an interruption that the user has just been shown. */
  readonly workShown: (operation: Operation) => void;
  /** Looks for work that is due, or was interrupted, after some was done. */
  readonly workChanged: () => void;
}

/** Finds the connections that reach a tenant, those that this workspace works with first. */
export function connectionsOf(
  { connections, allConnections }: Pick<RotationCommandParts, 'allConnections' | 'connections'>,
  tenantId: string,
): readonly Connection[] {
  const byName = new Map([...connections(), ...allConnections()].map(each => [each.name, each]));
  return [...byName.values()].filter(each => each.tenantId.toLowerCase() === tenantId.toLowerCase());
}

/** Finds somebody who may change the secrets of a client. */
export function actorFor(operation: ActedOn, parts: RotationCommandParts): Promise<RotationActor> {
  const { asClient, keptSecrets, service } = parts;
  const connected = (tenantId: string) =>
    connectionsOf(parts, tenantId).map(each => ({ resource: each.resource, open: () => service(each) }));
  return rotationActor(operation, { connected, asClient, keptSecrets });
}

/** Puts together what an operation is carried out with; it has the address that reaches its tenant today. */
export async function operationParts(
  operation: ActedOn,
  parts: RotationCommandParts,
): Promise<OperationParts & { readonly resource: string }> {
  const { journal, keptSecrets, delivery, clientSignIns: signIns, verify, sleep, now } = parts;
  const { bindings, files, putIntoStore, newSalt } = delivery;
  return {
    ...{ journal, keptSecrets, bindings, files, putIntoStore, newSalt, signIns, verify, sleep, now },
    ...(await actorFor(operation, parts)),
    deliver: (credential, destination) => deliverAndRemember(credential, destination, delivery),
  };
}

/** Shows in the tree what an operation has changed. */
export async function showChanged(
  { tenantId, kind, client }: Pick<Operation, 'tenantId' | 'kind' | 'client'>,
  parts: RotationCommandParts,
): Promise<void> {
  parts.workChanged();
  // what this workspace does not work with is not in the tree
  const shown = parts.connections().filter(each => each.tenantId.toLowerCase() === tenantId.toLowerCase());
  for (const connection of shown) {
    if (kind === 'createClient') await parts.model.reloadType(connection, client.type);
    else await parts.model.reloadClient(connection, client.type, client.id);
  }
}

import * as l10n from '@vscode/l10n';
import { API_VERSION } from '../../../credentials/delivery/apiVersion.ts';
import type { DeliverableCredential, Delivered } from '../../../credentials/delivery/deliverCredential.ts';
import type { ConfirmedDestination } from '../../../credentials/delivery/destination.ts';
import { undoDelivery } from '../../../credentials/delivery/undoDelivery.ts';
import type { StoreLocation } from '../../../externalStores/storePlace.ts';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';
import type { PlainValues } from '../../../projectFiles/shapes/field.ts';
import type { Core } from '../../core/core.ts';
import { markMilestone } from '../../platform/window/milestones.ts';
import type { ClientNode } from '../../vocabulary/clientsNode.ts';
import type { Confirmation } from './confirmDestination.ts';
import { deliverAndRemember } from './deliverAndRemember.ts';
import { offerRedirectUris } from './offerRedirectUris.ts';
import type { RememberedTarget } from './rememberedTarget.ts';

/** What writing credentials depends on. */
export interface Insertion {
  readonly core: Core;
  readonly remembered: RememberedTarget;
  readonly confirmation: Confirmation;
}

/** What was written to a file, and how to undo it. */
export interface InsertedIntoFile {
  readonly kind: 'file';
  readonly target: ProjectTarget;
  /** Restores the file. Rejects with `changedMeanwhile`, and changes nothing, if the file was changed since. */
  readonly undo: () => Promise<void>;
}

/** What was written where. */
export type Inserted = InsertedIntoFile | { readonly kind: 'store'; readonly order: StoreLocation };

/** What can be inserted: a saved credential, or a client without a secret. */
export interface Insertable {
  readonly clientName: string;
  readonly hasSecret: boolean;
  /** What is written, except for the secret. */
  readonly values: PlainValues;
  /** The title of the question where to. */
  readonly question: string;
  /** The title of the confirmation. */
  readonly title: string;
  /** Writes it; `undefined` if that goes to no file or store. */
  readonly write: (confirmed: ConfirmedDestination) => Promise<Inserted | undefined>;
}

/** Makes a saved credential ready to be inserted. */
export function insertableCredential(
  { core, remembered }: Omit<Insertion, 'confirmation'>,
  credential: DeliverableCredential,
): Insertable {
  const { resource, tenantId, clientId, clientName } = credential;
  return {
    clientName,
    hasSecret: true,
    values: { resource, tenantId, clientId, apiVersion: API_VERSION },
    question: l10n.t('Insert the credentials of {0} into', clientName),
    title: l10n.t('Insert the credentials of {0}', clientName),
    write: async confirmed => {
      const delivered = await deliverAndRemember(credential, confirmed, core, remembered);
      return delivered && insertedOf(delivered, core);
    },
  };
}

/** Returns what a delivery has written, with the way back. */
export function insertedOf(delivered: Delivered, core: Pick<Core, 'bindings' | 'files'>): Inserted {
  if (delivered.kind === 'store') return delivered;
  const { kind, target } = delivered;
  return { kind, target, undo: () => undoDelivery(delivered, core) };
}

/** Makes the id, the tenant and the addresses of a client without a secret ready to be inserted. */
export function insertableClient(
  { core, remembered }: Omit<Insertion, 'confirmation'>,
  node: ClientNode,
): Insertable {
  const { connection, client } = node;
  const { resource, tenantId } = connection;
  const values = { resource, tenantId, clientId: client.id, apiVersion: API_VERSION, isPublic: true };
  return {
    clientName: client.name,
    hasSecret: false,
    values,
    question: l10n.t('Insert {0} into', client.name),
    title: l10n.t('Insert {0}', client.name),
    write: async ({ destination }) => {
      if (destination.kind !== 'projectFile') return undefined;
      const { target } = destination;
      const written = await core.files.write(target, values);
      markMilestone('inProject');
      await remembered.remember(target);
      const clientIdKey = written.places.find(({ field }) => field === 'clientId')?.keyPath;
      // The client is written: what comes of the file's redirect URIs makes no difference to that.
      if (clientIdKey)
        void offerRedirectUris(core, node, target, clientIdKey).catch(error => core.log.error(error));
      return { kind: 'file', target, undo: () => core.files.restore(written) };
    },
  };
}

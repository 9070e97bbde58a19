import * as l10n from '@vscode/l10n';
import type { Bindings } from '../../credentials/bindings.ts';
import type { IssuedCredential } from '../../credentials/issueCredential.ts';
import { putIntoStore, type StoreOrder } from '../../externalStores/putIntoStore.ts';
import type { Field, FieldPlace } from '../../projectFiles/fieldMapping.ts';
import type { ProjectTarget } from '../../projectFiles/projectTarget.ts';
import { withDelayedProgress } from '../progress/withDelayedProgress.ts';
import { storeInWords } from '../words/storeWords.ts';
import type { GuardedDestination } from './guardFile.ts';
import { API_VERSION } from './projectTargets.ts';
import type { RememberedTarget } from './rememberedTarget.ts';
import { ignoreTarget, writeProjectFile } from './writeProjectFile.ts';

/** What a delivery notes down. */
export interface DeliveryParts {
  readonly bindings: Pick<Bindings, 'note'>;
  readonly remembered: RememberedTarget;
  readonly newName: () => string;
  readonly now: () => Date;
}

/** A credential as it is written: a new one, or one that is kept. */
export type DeliverableCredential = Pick<
  IssuedCredential,
  'resource' | 'tenantId' | 'clientId' | 'clientName' | 'clientType' | 'secretId' | 'secret'
>;

/** What was written where. */
export type Delivered =
  | { readonly kind: 'file'; readonly target: ProjectTarget; readonly places: readonly FieldPlace[] }
  | { readonly kind: 'store'; readonly order: StoreOrder };

/** Writes a credential to a guarded destination, and notes the binding. `undefined`: it stays in the keyring only. */
export async function deliverCredential(
  credential: DeliverableCredential,
  { destination, addToGitIgnore }: GuardedDestination,
  { bindings, remembered, newName, now }: DeliveryParts,
): Promise<Delivered | undefined> {
  if (destination.kind === 'keyring') return undefined;
  if (destination.kind === 'store') return storeCredential(credential, destination.order);
  const { target } = destination;
  // first: a secret must at no moment stand in a file that git would take
  if (addToGitIgnore) await ignoreTarget(target, newName);
  const { resource, tenantId, clientId, secretId, secret } = credential;
  const values = { resource, tenantId, clientId, clientSecret: secret, apiVersion: API_VERSION };
  const places = await writeProjectFile(target, values, newName);
  const key = (field: Field) => places.find(place => place.field === field)?.keyPath.join('.');
  const clientIdKey = key('clientId');
  const clientSecretKey = key('clientSecret');
  await bindings.note({
    tenantId,
    clientId,
    secretId,
    file: target.path,
    ...(clientIdKey ? { clientIdKey } : {}),
    ...(clientSecretKey ? { clientSecretKey } : {}),
    writtenAt: now().toISOString(),
  });
  await remembered.remember(target);
  return { kind: 'file', target, places };
}

async function storeCredential(
  { clientId, clientName, secret }: DeliverableCredential,
  order: StoreOrder,
): Promise<Delivered> {
  const { env, platform } = process;
  const credential = { clientId, clientName, secret: secret.reveal() };
  await withDelayedProgress(l10n.t('Storing in {0}…', storeInWords(order.id)), signal =>
    putIntoStore(order, credential, { env, platform }, signal),
  );
  return { kind: 'store', order };
}

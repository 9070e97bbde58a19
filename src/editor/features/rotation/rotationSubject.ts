import { CredentialsError } from '../../../credentials/credentialsError.ts';
import { type Elsewhere, holdersOf } from '../../../credentials/hosts/elsewhere.ts';
import { holdersHere } from '../../../credentials/operations/holdersHere.ts';
import type { RotatedPlace } from '../../../credentials/operations/operation.ts';
import { placesOf } from '../../../credentials/operations/rotatedPlaces.ts';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import { type ClientReference, clientOf, secretOf } from '../../../credentials/records/references.ts';
import { isSameId } from '../../../credentials/records/sameId.ts';
import { isIdentified, mayBeOf } from '../../../credentials/records/unidentified.ts';
import { usableSecret } from '../../../credentials/records/usableSecret.ts';
import { secretInUse } from '../../../credentials/rotation/secretInUse.ts';
import type { ClientSecret } from '../../../service/model/clientSecret.ts';
import { hasSecrets } from '../../../service/model/clientTypes.ts';
import type { Core } from '../../core/core.ts';
import { connectionSignIns } from '../../core/operations/connectionSignIns.ts';
import type { ClientNode, SecretNode } from '../../vocabulary/clientsNode.ts';
import { actorFor } from './rotationTools.ts';

/** A client, and which of its secrets is to be rotated as far as that is known. */
export interface RotationChoice extends ClientReference {
  /** The service's number of the secret; missing: the one that is used. */
  readonly secretId?: number;
}

/** A secret that is about to be rotated, with all that is known of it. */
export interface RotationSubject extends Omit<RotationChoice, 'secretId'> {
  /** All secrets of the client. */
  readonly secrets: readonly ClientSecret[];
  readonly secret: ClientSecret;
  /** Places that hold the secret. */
  readonly places: readonly RotatedPlace[];
  /** How many places hold each of the client's secrets, by number. */
  readonly placesBySecret: ReadonlyMap<number, number>;
  /** Other hosts that hold the secret, or may hold it. */
  readonly elsewhere: readonly Elsewhere[];
  /** Missing when the value was never saved on this machine. */
  readonly kept?: KeptSecret | undefined;
  /**
   * Whether the secret may be deleted afterwards. Not where it isn't known which of the client's secrets it is, or whether a
   * place holds it.
   */
  readonly mayDelete: boolean;
}

/** Makes the choice that a node of the tree means; none for a client of a type that has no secrets. */
export function choiceOf(node: ClientNode | SecretNode): RotationChoice | undefined {
  const { type, id, name } = node.client;
  if (!hasSecrets(type)) return undefined;
  const { resource, tenantId, kind, signIn } = node.connection;
  if (kind === 'localTenant' && isSameId(signIn.clientId, id))
    throw new CredentialsError('ownedByLocalTenant');
  const choice = { resource, tenantId, client: { type, id, name } };
  return node.kind === 'secret' ? { ...choice, secretId: node.secret.id } : choice;
}

/** Makes the choice that a saved secret means. */
export const choiceOfKept = (kept: KeptSecret): RotationChoice => ({
  ...clientOf(kept),
  secretId: kept.secretId,
});

/** Reads what is to be rotated. Rejects with `changedMeanwhile` when the secret is gone, and with `hasNoSecret` when there is none. */
export async function readSubject(choice: RotationChoice, core: Core): Promise<RotationSubject> {
  const { tenantId, client } = choice;
  const own = await core.keptSecrets.ofClient({ tenantId, clientId: client.id });
  const oldSecretId = choice.secretId ?? usableSecret(own, core.now())?.secretId;
  const { service, resource } = await actorFor({ ...choice, step: 'asking', oldSecretId }, core);
  const [secrets, bound] = await Promise.all([
    service.secrets(client.type, client.id),
    core.bindings.ofClient(tenantId, client.id),
  ]);
  const facts = {
    bound: new Set(bound.map(({ secretId }) => secretId)),
    kept: new Set(own.map(({ secretId }) => secretId)),
    now: core.now(),
  };
  const secret =
    choice.secretId === undefined
      ? secretInUse(secrets, facts)
      : (secrets.find(({ id }) => id === choice.secretId) ?? unidentifiedSecret(choice.secretId, own));
  if (!secret) throw new CredentialsError(choice.secretId === undefined ? 'hasNoSecret' : 'changedMeanwhile');
  const { bindings, keptSecrets } = core;
  const reference = secretOf(choice, secret.id);
  const places = await placesOf(reference, { bindings, signIns: connectionSignIns(core) });
  const holders = await holdersHere(reference, { bindings, keptSecrets });
  const elsewhere = await core.hosts.others({ tenantId, clientId: client.id });
  const kept = own.find(({ secretId }) => secretId === secret.id);
  return {
    resource,
    tenantId,
    client,
    secrets,
    secret,
    places,
    elsewhere: holdersOf(elsewhere, secret.id),
    placesBySecret: new Map(secrets.map(({ id }) => [id, bound.filter(each => mayBeOf(each, id)).length])),
    kept,
    mayDelete: isIdentified(secret.id) && holders.possible.length === 0,
  };
}

/** Returns when a saved secret was issued, ISO 8601; `undefined` if that isn't known. */
export const issuedAt = (kept: KeptSecret | undefined): string | undefined =>
  kept?.isAdopted ? undefined : kept?.keptAt;

/** Describes a saved value of which it isn't known which of the client's secrets it is. */
function unidentifiedSecret(secretId: number, own: readonly KeptSecret[]): ClientSecret | undefined {
  const kept = isIdentified(secretId) ? undefined : own.find(each => each.secretId === secretId);
  return kept && { id: secretId, description: kept.description, expiryUnknown: true };
}

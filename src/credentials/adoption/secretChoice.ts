import type { IdentityService } from '../../service/identityService.ts';
import type { ClientSecret } from '../../service/model/clientSecret.ts';
import type { ClientWithSecret } from '../connections/selfService.ts';
import type { KeptSecret } from '../records/keptSecrets.ts';
import { isRefusal } from '../rotation/rotationActor.ts';
import type { SecretIdentity } from './adoptSecret.ts';
import type { SavedValues } from './savedValues.ts';
import type { FoundSecretOf } from './tryAdoption.ts';

/** A secret of the client that a value can be of. */
export interface SecretCandidate {
  readonly secret: ClientSecret;
  /** The record of another value that is saved for it: then it is hardly this one. */
  readonly saved?: KeptSecret | undefined;
}

/** Which of a client's secrets a value can be of. */
export interface SecretChoice {
  /** The likeliest first; none if they can't be listed. */
  readonly candidates: readonly SecretCandidate[];
  /** The only one that is left, without any doubt that a person could settle. */
  readonly only?: ClientSecret | undefined;
  /** The one that it must be when the user isn't sure: a value is saved for each of the others. */
  readonly deduced?: ClientSecret | undefined;
}

/** How listing the secrets of a client is tried. */
export interface ListingParts {
  /** Opens the service with the user's own sign-in. */
  readonly account: () => Promise<Pick<IdentityService, 'secrets'>>;
  /** Makes the service with the client's own sign-in. */
  readonly asClient: (client: ClientWithSecret) => Pick<IdentityService, 'secrets'>;
}

/**
 * Lists the secrets of a client: with the user's sign-in, else with the client's own, which is allowed to list them. `undefined`
 * when neither may. Rejects with other errors.
 */
export async function listSecrets(
  { resource, tenantId, client, value: secret }: FoundSecretOf,
  { account, asClient }: ListingParts,
): Promise<readonly ClientSecret[] | undefined> {
  const listWith = async (open: () => Promise<Pick<IdentityService, 'secrets'>>) => {
    try {
      return await (await open()).secrets(client.type, client.id);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return undefined;
    }
  };
  const listed = await listWith(account);
  if (listed || client.type !== 'clientCredentials') return listed;
  return listWith(async () => asClient({ resource, tenantId, clientId: client.id, secret }));
}

/** How long a change may take to count in authentication, milliseconds (service documentation). */
const DELAY_MS = 3_600_000;

/**
 * Finds which of a client's secrets a value can be of that the service has just accepted: none that has expired by the service's
 * own clock, and hardly one for which another value is saved.
 *
 * @param secrets `undefined` if they can't be listed
 * @param serviceTime time of the service's clock; `undefined` if it isn't known: then none is ruled out by its expiration
 */
export function secretChoice(
  secrets: readonly ClientSecret[] | undefined,
  { others }: Pick<SavedValues, 'others'>,
  serviceTime: Date | undefined,
): SecretChoice {
  const hasExpired = ({ expiresAt, expiryUnknown }: ClientSecret) =>
    serviceTime !== undefined &&
    !expiryUnknown &&
    expiresAt !== undefined &&
    expiresAt.getTime() + DELAY_MS <= serviceTime.getTime();
  const candidates = (secrets ?? [])
    .filter(secret => !hasExpired(secret))
    .map(secret => ({ secret, saved: others.find(({ secretId }) => secretId === secret.id) }))
    .toSorted((one, other) => Number(one.saved !== undefined) - Number(other.saved !== undefined));
  const free = candidates.filter(({ saved }) => !saved);
  const left = free.length === 1 ? free[0]?.secret : undefined;
  return { candidates, only: candidates.length === 1 ? left : undefined, deduced: left };
}

/** What the user says about which secret it is: the service's number of it. */
export type ChosenSecret = number | 'notSure';

/** Returns which secret it is: as the user says, else as far as it can be deduced. */
export function identityOf(
  { candidates, only, deduced }: SecretChoice,
  chosen: ChosenSecret | undefined,
): SecretIdentity {
  const named = candidates.find(({ secret }) => secret.id === chosen)?.secret;
  const secret = named ?? only ?? deduced;
  return secret ? { kind: 'known', secret } : { kind: 'notSure' };
}

import { CredentialsError } from '../credentialsError.ts';
import { type Elsewhere, holdersOf, rotatingHosts } from '../hosts/elsewhere.ts';
import type { SecretReference } from '../records/references.ts';
import type { OperationParts } from './operationParts.ts';

/** What the user has decided about other hosts. */
interface Decision {
  /** Ids of hosts that do not matter. */
  readonly acceptedHosts?: readonly string[] | undefined;
}

type HostParts = Pick<OperationParts, 'hosts'>;

const isOpen =
  ({ acceptedHosts = [] }: Decision) =>
  ({ hostId }: Elsewhere) =>
    !acceptedHosts.includes(hostId);

/** Tells whether other hosts hold a secret, or may hold it, about which the user has not decided. */
export async function isHeldElsewhere(
  secret: SecretReference,
  decision: Decision,
  { hosts }: HostParts,
): Promise<boolean> {
  return holdersOf(await hosts.others(secret), secret.secretId).some(isOpen(decision));
}

/** Rejects with `heldElsewhere` when {@link isHeldElsewhere}. */
export async function refuseWhereHeldElsewhere(
  secret: SecretReference,
  decision: Decision,
  { hosts }: HostParts,
): Promise<void> {
  refuse(holdersOf(await hosts.others(secret), secret.secretId).filter(isOpen(decision)));
}

/** Rejects with `heldElsewhere` when another host has begun to use a secret that was created a moment ago. */
export async function refuseWhereAdopted(secret: SecretReference, { hosts }: HostParts): Promise<void> {
  const holders = holdersOf(await hosts.others(secret), secret.secretId);
  // A host of which not everything can be read hardly has it, and could not be asked about.
  refuse(holders.filter(({ bindings, kept }) => bindings.length + kept.length > 0));
}

function refuse(holders: readonly Elsewhere[]): void {
  if (holders.length === 0) return;
  const names = holders.map(({ name, hostId }) => name ?? hostId);
  throw new CredentialsError('heldElsewhere', { place: names.join(', ') });
}

/** Rejects with `rotationOnHost` when another host has a rotation in progress that excludes one of this secret. */
export async function refuseWhereRotatedElsewhere(
  secret: SecretReference,
  decision: Decision,
  { hosts }: HostParts,
): Promise<void> {
  const [found] = rotatingHosts(await hosts.others(secret), secret.secretId).filter(isOpen(decision));
  const [operation] = found?.operations ?? [];
  if (!found || !operation) return;
  throw new CredentialsError('rotationOnHost', {
    holder: { host: found.name, since: operation.startedAt },
  });
}

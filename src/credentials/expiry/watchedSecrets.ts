import type { ExpiringSecret } from '../clientHealth.ts';
import type { Operation } from '../operations/operation.ts';
import type { ClientFacts } from '../projectCredential.ts';
import type { Binding } from '../records/bindings.ts';
import { type KeptSecret, keptSecretKey } from '../records/keptSecrets.ts';
import { type SecretReference, secretOf } from '../records/references.ts';
import { isIdentified } from '../records/unidentified.ts';
import { atOnce } from '../sweep/atOnce.ts';
import type { WatchedSecret } from './dueNotices.ts';

/** Clients that are read at the same time: few, so that starting the editor stays fast. */
const AT_ONCE = 4;

/** What finding the watched secrets works with. */
export interface WatchedParts {
  readonly kept: readonly KeptSecret[];
  readonly bindings: readonly Binding[];
  /** The journal: an old secret that is about to be deleted needs no notice. */
  readonly journal: readonly Operation[];
  /** What the service says of a client. */
  readonly facts: (tenantId: string, clientId: string) => Promise<ClientFacts>;
  readonly now: Date;
}

/**
 * Finds the secrets that are saved on this machine or written to a place, and when they expire: according to the service,
 * else according to the record. Deleted secrets are left out.
 */
export async function watchedSecrets({
  kept,
  bindings,
  journal,
  facts,
  now,
}: WatchedParts): Promise<readonly WatchedSecret[]> {
  const leaving = new Set(
    journal
      .filter(hasReplacedOld)
      .flatMap(operation =>
        operation.oldSecretId === undefined
          ? []
          : [keptSecretKey(secretOf(operation, operation.oldSecretId))],
      ),
  );
  const references = new Map<string, SecretReference>();
  for (const each of [...kept, ...bindings]) references.set(keptSecretKey(each), each);
  const noted = new Map(kept.map(each => [keptSecretKey(each), each]));
  const staying = [...references].filter(([key]) => !leaving.has(key));
  const watched: WatchedSecret[] = [];
  await atOnce(staying, AT_ONCE, async ([key, reference]) => {
    const client = await facts(reference.tenantId, reference.clientId);
    watched.push(...describeWatched(reference, noted.get(key), client, now));
  });
  return watched;
}

/** Tells whether all places have the new secret. Until then some use the old one, however long that takes. */
const hasReplacedOld = ({ step }: Operation): boolean => step === 'waiting' || step === 'deleting';

function describeWatched(
  { tenantId, clientId, secretId }: SecretReference,
  record: KeptSecret | undefined,
  client: ClientFacts,
  now: Date,
): readonly WatchedSecret[] {
  const reference = { tenantId, clientId, secretId, description: record?.description ?? '' };
  if (client.kind === 'gone') return [];
  if (client.kind === 'client' && !isIdentified(secretId)) {
    return [{ ...reference, clientName: client.name, expiresAt: firstToExpire(client.secrets, now) }];
  }
  if (client.kind === 'client') {
    const listed = client.secrets.find(({ id }) => id === secretId);
    return listed ? [{ ...reference, clientName: client.name, expiresAt: listed.expiresAt }] : [];
  }
  const expiresAt = record?.expiresAt === undefined ? undefined : new Date(record.expiresAt);
  return [{ ...reference, clientName: record?.clientName ?? clientId, expiresAt }];
}

/** Returns when the first of a client's secrets expires: it can be the one of which nothing else is known. */
const firstToExpire = (secrets: readonly ExpiringSecret[], now: Date): Date | undefined =>
  secrets
    .flatMap(({ expiresAt }) => (expiresAt && expiresAt > now ? [expiresAt] : []))
    .toSorted((one, other) => one.getTime() - other.getTime())[0];

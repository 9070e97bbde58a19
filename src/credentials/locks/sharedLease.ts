import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { CredentialsError, type Holder } from '../credentialsError.ts';
import { decoderOf } from '../records/decoderOf.ts';
import type { ClientIds } from '../records/references.ts';
import type { SharedStore } from '../records/secretStore.ts';

const lease = v.object({
  /** What people call the host. */
  host: v.string(),
  /** ISO 8601: since when it works. */
  since: v.pipe(v.string(), v.isoTimestamp()),
  /** ISO 8601: until when it has the lease, unless it renews it. */
  until: v.pipe(v.string(), v.isoTimestamp()),
});

type Lease = Readonly<v.InferOutput<typeof lease>>;

const decodeLease = decoderOf(v.pipe(v.string(), v.parseJson(), lease));

/** How long a lease is valid, milliseconds: clocks of hosts may differ by most of it. */
const VALID_MS = 600_000;
/** How often it is renewed, milliseconds. */
const RENEWED_EVERY_MS = 120_000;
/** The time that a window's change of secret storage takes to be seen by the others, milliseconds: usually 100. */
const SETTLE_MS = 1000;
/** Attempts of two hosts that begin at the same moment, and see each other. */
const ATTEMPTS = 3;

/** What a {@link SharedLease} works with. */
export interface SharedLeaseParts {
  readonly store: SharedStore;
  readonly ownId: () => Promise<string>;
  /** What people call this host. */
  readonly name: string;
  readonly now: () => Date;
  /** 0 ≤ random < 1. */
  readonly random: () => number;
  /** Tells whether other hosts use the same secret storage. */
  readonly hasOthers: () => Promise<boolean>;
  readonly warn: (text: string) => void;
  readonly wait?: (ms: number) => Promise<unknown>;
}

const PREFIX = 'leases';

/** Tells whether a key of secret storage is a lease. */
export const isLease = (key: string): boolean => key.startsWith(`${PREFIX}/`);

/** Tells whether a key of secret storage is the lease of a host. */
export const isLeaseOf = (key: string, hostId: string): boolean => isLease(key) && key.endsWith(`/${hostId}`);

const keyOf = ({ tenantId, clientId }: ClientIds, hostId: string): string =>
  [PREFIX, tenantId.toLowerCase(), clientId.toLowerCase(), hostId].join('/');

/**
 * Lets one host at a time work on a client. Secret storage cannot compare and write in one step, so each host writes a key of
 * its own first, and looks for those of others then: of two hosts that begin at the same time, at least one sees the other.
 */
export class SharedLease {
  readonly #parts: SharedLeaseParts;

  constructor(parts: SharedLeaseParts) {
    this.#parts = parts;
  }

  /**
   * Runs a task while no other host works on a client. The caller has the lock of the client on this host. Rejects with
   * `busyOnHost` when another host has the lease, which expires ten minutes after that host has stopped.
   */
  async run<T>(client: ClientIds, task: () => Promise<T>): Promise<T> {
    const key = keyOf(client, await this.#parts.ownId());
    const since = this.#parts.now().toISOString();
    await this.#take(client, key, since);
    let renewal: Promise<void> = Promise.resolve();
    const timer = setInterval(() => {
      renewal = this.#write(key, since);
    }, RENEWED_EVERY_MS);
    timer.unref();
    try {
      return await task();
    } finally {
      clearInterval(timer);
      // What is written after the removal would stay.
      await renewal;
      await this.#remove(key);
    }
  }

  async #take(client: ClientIds, key: string, since: string): Promise<void> {
    const { hasOthers, random, wait = sleep } = this.#parts;
    for (let attempt = 1; ; attempt += 1) {
      await this.#write(key, since);
      try {
        // Without other hosts there is nobody to see it.
        if (await hasOthers()) await wait(SETTLE_MS);
        const holder = await this.#otherThan(client, key);
        if (!holder) return;
        if (attempt === ATTEMPTS) throw new CredentialsError('busyOnHost', { holder });
      } catch (error) {
        await this.#remove(key);
        throw error;
      }
      await this.#remove(key);
      await wait(SETTLE_MS * random());
    }
  }

  /** Finds a lease of another host that is valid, or that cannot be read. */
  async #otherThan(client: ClientIds, key: string): Promise<Holder | undefined> {
    const { store, now, warn } = this.#parts;
    const prefix = keyOf(client, '');
    let keys: readonly string[];
    try {
      keys = await store.keys();
    } catch (error) {
      warn(`the leases of other hosts cannot be listed: ${error}`);
      return undefined;
    }
    for (const other of keys.filter(each => each.startsWith(prefix) && each !== key)) {
      const text = await store.get(other);
      // It was removed just now.
      if (text === undefined) continue;
      const found = decodeLease(text);
      if (!found) return { since: now().toISOString() };
      if (new Date(found.until) > now()) return found;
    }
    return undefined;
  }

  async #write(key: string, since: string): Promise<void> {
    const { store, name, now, warn } = this.#parts;
    const until = new Date(now().getTime() + VALID_MS).toISOString();
    const own: Lease = { host: name, since, until };
    try {
      await store.store(key, JSON.stringify(own));
    } catch (error) {
      // Whoever cannot write to secret storage cannot save a secret there, either, and is told so.
      warn(`the lease could not be written: ${error}`);
    }
  }

  async #remove(key: string): Promise<void> {
    try {
      await this.#parts.store.delete(key);
    } catch (error) {
      this.#parts.warn(`the lease could not be removed: ${error}`);
    }
  }
}

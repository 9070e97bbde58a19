import { isLeaseOf } from '../locks/sharedLease.ts';
import type { RecordMirror } from '../records/recordMirror.ts';
import type { ClientIds } from '../records/references.ts';
import { isSameClient } from '../records/sameId.ts';
import type { SharedStore } from '../records/secretStore.ts';
import { ANY_HOST, type Elsewhere, type OtherHosts } from './elsewhere.ts';
import { decodeHost, type Host } from './host.ts';
import {
  entryKey,
  hostKey,
  INDEX_ROWS,
  type IndexedKind,
  type IndexKey,
  type IndexRow,
  readIndexKey,
} from './indexEntry.ts';

/** What a {@link HostIndex} works with. */
export interface HostIndexParts {
  readonly store: SharedStore;
  /** Finds the id of this host. */
  readonly ownId: () => Promise<string>;
  /** What people call this host. */
  readonly name: string;
  readonly now: () => Date;
  /** Told why something could not be written; it is written at the next start. */
  readonly warn: (text: string) => void;
}

/** Indexed records of each kind, as they are in the folders of this host. */
type RecordOf<Kind extends IndexedKind> = Parameters<(typeof INDEX_ROWS)[Kind]['toEntry']>[0];

/** A host is noted again after this time, milliseconds. */
const NOTED_FOR_MS = 3_600_000;

/**
 * What each host has of each client, in secret storage, because that is all that hosts share. Each record of a host has a key
 * of its own, which no other host writes.
 */
export class HostIndex implements OtherHosts {
  readonly #parts: HostIndexParts;
  #ownId: Promise<string> | undefined;

  constructor(parts: HostIndexParts) {
    this.#parts = parts;
  }

  /** Returns the id of this host. */
  ownId(): Promise<string> {
    this.#ownId ??= this.#parts.ownId().catch(error => {
      this.#ownId = undefined;
      throw error;
    });
    return this.#ownId;
  }

  /** What people call this host. */
  get name(): string {
    return this.#parts.name;
  }

  /** Makes the mirror of a folder of records. */
  mirror<Kind extends IndexedKind>(kind: Kind): RecordMirror<RecordOf<Kind>> {
    const { store } = this.#parts;
    const row = INDEX_ROWS[kind] as unknown as IndexRow<Kind, RecordOf<Kind>>;
    const write = async (name: string, record: RecordOf<Kind>) => {
      const hostId = await this.ownId();
      const key = entryKey({ ...row.clientOf(record), hostId, kind, name });
      const text = JSON.stringify(row.toEntry(record));
      if ((await store.get(key)) === text) return key;
      changed.add(name);
      await store.store(key, text);
      return key;
    };
    // Names whose entries have changed: only they may have one of another client, too.
    const changed = new Set<string>();
    const ofName = async (name: string) =>
      (await this.#ownKeys()).filter(({ place }) => place?.kind === kind && place.name === name);
    return {
      announce: (name, record) =>
        this.#try(async () => {
          await this.note();
          await write(name, record);
        }),
      confirm: (name, record) =>
        this.#try(async () => {
          const key = await write(name, record);
          if (!changed.delete(name)) return;
          // A location that had another client before.
          for (const other of await ofName(name)) if (other.key !== key) await store.delete(other.key);
        }),
      withdraw: name =>
        this.#try(async () => {
          for (const { key } of await ofName(name)) await store.delete(key);
        }),
      shown: async () => {
        const keys = await this.#ownKeys().catch(() => []);
        return keys.flatMap(({ place }) => (place?.kind === kind ? [place.name] : []));
      },
    };
  }

  /** Notes that this host is in use. Never rejects. */
  note(): Promise<void> {
    return this.#try(async () => {
      const { store, now, name } = this.#parts;
      const key = hostKey(await this.ownId());
      const noted = decodeHost(parseJson(await store.get(key)));
      const isFresh =
        noted?.name === name && now().getTime() - new Date(noted.seenAt).getTime() < NOTED_FOR_MS;
      if (isFresh) return;
      const own: Host = { id: await this.ownId(), name, seenAt: now().toISOString() };
      await store.store(key, JSON.stringify(own));
    });
  }

  /** Tells whether other hosts use the same secret storage; also when that cannot be found out. */
  async hasOthers(): Promise<boolean> {
    try {
      const [keys, ownId] = await Promise.all([this.#keys(), this.ownId()]);
      return keys.some(({ hostId }) => hostId !== ownId);
    } catch {
      return true;
    }
  }

  async others(client: ClientIds): Promise<readonly Elsewhere[]> {
    return this.#elsewhere(({ place }) => !place || isSameClient(place, client));
  }

  /** Returns all other hosts with all that they have. */
  everything(): Promise<readonly Elsewhere[]> {
    return this.#elsewhere(() => true);
  }

  /** Removes another host, which no longer exists, with all that it has told. */
  async forget(hostId: string): Promise<void> {
    const { store } = this.#parts;
    for (const key of await store.keys())
      if (readIndexKey(key)?.hostId === hostId || isLeaseOf(key, hostId)) await store.delete(key);
  }

  async #elsewhere(isAbout: (key: IndexKey) => boolean): Promise<readonly Elsewhere[]> {
    let keys: readonly IndexKey[];
    let ownId: string;
    try {
      [keys, ownId] = await Promise.all([this.#keys(), this.ownId()]);
    } catch (error) {
      this.#parts.warn(`the hosts that share secret storage cannot be listed: ${error}`);
      return [{ hostId: ANY_HOST, bindings: [], kept: [], operations: [], isUnclear: true }];
    }
    const hostIds = [...new Set(keys.map(({ hostId }) => hostId))].filter(id => id !== ownId);
    const hosts = await Promise.all(
      hostIds.map(id =>
        this.#read(
          id,
          keys.filter(key => key.hostId === id && isAbout(key)),
        ),
      ),
    );
    return hosts.filter(
      ({ bindings, kept, operations, isUnclear }) =>
        isUnclear || bindings.length + kept.length + operations.length > 0,
    );
  }

  async #read(hostId: string, keys: readonly IndexKey[]): Promise<Elsewhere> {
    const found = {
      binding: [] as Elsewhere['bindings'][number][],
      kept: [] as Elsewhere['kept'][number][],
      operation: [] as Elsewhere['operations'][number][],
    };
    let isUnclear = false;
    let host: Host | undefined;
    for (const { key, place } of keys) {
      const text = await this.#text(key);
      // It was removed just now.
      if (text === undefined) continue;
      const value = parseJson(text ?? undefined);
      if (key === hostKey(hostId)) {
        host = decodeHost(value);
        continue;
      }
      const entry = place && INDEX_ROWS[place.kind].decode(value);
      if (place && entry) (found[place.kind] as unknown[]).push(entry);
      else isUnclear = true;
    }
    const { binding: bindings, kept, operation: operations } = found;
    return { hostId, name: host?.name, seenAt: host?.seenAt, bindings, kept, operations, isUnclear };
  }

  /** Reads a text of secret storage: `undefined` when there is none, `null` when it cannot be read. */
  async #text(key: string): Promise<string | undefined | null> {
    try {
      return await this.#parts.store.get(key);
    } catch (error) {
      this.#parts.warn(`an entry of the index of hosts cannot be read: ${error}`);
      return null;
    }
  }

  async #keys(): Promise<readonly IndexKey[]> {
    const keys = await this.#parts.store.keys();
    return keys.flatMap(key => readIndexKey(key) ?? []);
  }

  async #ownKeys(): Promise<readonly IndexKey[]> {
    const ownId = await this.ownId();
    return (await this.#keys()).filter(({ hostId }) => hostId === ownId);
  }

  async #try(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.#parts.warn(`the index of hosts could not be written: ${error}`);
    }
  }
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

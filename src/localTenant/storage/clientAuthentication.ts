import { isDeepStrictEqual } from 'node:util';
import type { ClientTable, StoredClient } from './clientTable.ts';
import type { SecretTable, StoredSecretHash } from './secretTable.ts';

/** A client and its secrets at one time; `client` is `undefined` if it didn't exist. */
interface Snapshot {
  readonly client: StoredClient | undefined;
  readonly secrets: ReadonlyMap<number, StoredSecretHash>;
}

/** What authentication sees until a time (milliseconds since 1970 UTC), because of a late change. */
interface Former<T> {
  readonly value: T | undefined;
  readonly untilMs: number;
}

/** The late changes of a client, in the order in which they were made. */
interface LateChanges {
  readonly client: Former<StoredClient>[];
  readonly secrets: Map<number, Former<StoredSecretHash>[]>;
}

/**
 * What authentication knows of clients and secrets: the present data, except for changes that are late. The service needs up
 * to an hour until a change counts in authentication; here, a change counts at once unless a fault or the strict profile delays
 * it.
 */
export class ClientAuthentication {
  readonly #clients: ClientTable;
  readonly #secrets: SecretTable;
  /** By client id. Not saved, since delays are for trying applications only. */
  readonly #late = new Map<string, LateChanges>();

  constructor(clients: ClientTable, secrets: SecretTable) {
    this.#clients = clients;
    this.#secrets = secrets;
  }

  /** Returns a client by its id (lower case) as it counts at a time (milliseconds since 1970 UTC). */
  findClient(id: string, nowMs: number): StoredClient | undefined {
    const former = this.#late.get(id)?.client.find(({ untilMs }) => nowMs < untilMs);
    return former ? former.value : this.#clients.findOfAnyType(id);
  }

  /** Returns the hashes of a client's secrets that count and are valid at a time (milliseconds since 1970 UTC). */
  hashesValidAt(clientId: string, nowMs: number): Uint8Array[] {
    const late = this.#late.get(clientId)?.secrets;
    if (!late) return this.#secrets.hashesValidAt(clientId, nowMs);
    const counting = this.#secrets.hashesOf(clientId);
    for (const [id, formers] of late) {
      const former = formers.find(({ untilMs }) => nowMs < untilMs);
      if (former?.value) counting.set(id, former.value);
      else if (former) counting.delete(id);
    }
    return [...counting.values()]
      .filter(({ expiresAtMs }) => expiresAtMs === null || expiresAtMs > nowMs)
      .map(({ hash }) => hash);
  }

  /**
   * Makes a change of one client or its secrets that counts in authentication only from a time on (milliseconds since 1970
   * UTC).
   *
   * @param idBefore the client's id; empty if the change makes a new client
   * @param idAfter returns the client's id from the result of the change; empty if there is no client
   */
  changeLate<T>(change: () => T, idBefore: string, idAfter: (result: T) => string, fromMs: number): T {
    const before = this.#snapshot(idBefore);
    const result = change();
    const id = idAfter(result);
    this.#delay(id, before, this.#snapshot(id), fromMs);
    return result;
  }

  #snapshot(clientId: string): Snapshot {
    return {
      client: this.#clients.findOfAnyType(clientId),
      secrets: this.#secrets.hashesOf(clientId),
    };
  }

  #delay(clientId: string, before: Snapshot, after: Snapshot, untilMs: number): void {
    const late: LateChanges = this.#late.get(clientId) ?? { client: [], secrets: new Map() };
    this.#late.set(clientId, late);
    if (!isDeepStrictEqual(before.client, after.client)) late.client.push({ value: before.client, untilMs });
    for (const id of new Set([...before.secrets.keys(), ...after.secrets.keys()])) {
      const value = before.secrets.get(id);
      if (isDeepStrictEqual(value, after.secrets.get(id))) continue;
      late.secrets.set(id, [...(late.secrets.get(id) ?? []), { value, untilMs }]);
    }
  }
}

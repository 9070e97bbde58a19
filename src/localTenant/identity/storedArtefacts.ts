import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { ArtefactTable } from '../storage/artefactTable.ts';

/** Keeps the rows of one of the engine's models (sessions, grants, codes); expired ones go with each write. */
export class StoredArtefacts implements Adapter {
  readonly #model: string;
  readonly #table: ArtefactTable;
  readonly #now: () => number;

  constructor(model: string, table: ArtefactTable, now: () => number) {
    this.#model = model;
    this.#table = table;
    this.#now = now;
  }

  async upsert(id: string, payload: AdapterPayload, expiresInSeconds?: number): Promise<void> {
    const nowMs = this.#now();
    this.#table.purge(nowMs);
    this.#table.upsert(
      this.#model,
      id,
      payload,
      expiresInSeconds === undefined ? null : nowMs + expiresInSeconds * 1000,
    );
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return this.#table.find(this.#model, 'id', id, this.#now());
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#table.find(this.#model, 'uid', uid, this.#now());
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.#table.find(this.#model, 'userCode', userCode, this.#now());
  }

  async consume(id: string): Promise<void> {
    this.#table.consume(this.#model, id, Math.floor(this.#now() / 1000));
  }

  async destroy(id: string): Promise<void> {
    this.#table.remove(this.#model, id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    this.#table.removeGrant(grantId);
  }
}

import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import type { ArtefactTable } from '../../storage/artefactTable.ts';

/**
 * Time for which a row is kept after its expiration, in seconds, by model. A device with an old code has to learn that the
 * code has expired, not that it doesn't exist (RFC 8628, section 3.5). The engine checks the expiration itself.
 */
const KEPT_AFTER_EXPIRY_SECONDS: Readonly<Record<string, number>> = { DeviceCode: 600 };

/** The engine's name for refresh tokens. */
const REFRESH_TOKEN = 'RefreshToken';

/** Stores the rows of one of the engine's models (sessions, grants, codes). Each write deletes expired rows. */
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
    const keptSeconds = (expiresInSeconds ?? 0) + (KEPT_AFTER_EXPIRY_SECONDS[this.#model] ?? 0);
    const keptUntilMs = expiresInSeconds === undefined ? null : nowMs + keptSeconds * 1000;
    this.#table.upsert(this.#model, id, payload, keptUntilMs);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const found = this.#table.find(this.#model, 'id', id, this.#now());
    // Earlier versions kept used ones.
    return this.#model === REFRESH_TOKEN && found?.consumed ? undefined : found;
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#table.find(this.#model, 'uid', uid, this.#now());
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.#table.find(this.#model, 'userCode', userCode, this.#now());
  }

  /**
   * Marks a row as used. A refresh token is deleted, as by an IdentityServer: if a used one comes back, it is unknown, and the one
   * that replaced it remains valid. Our engine would end both. Of two requests at once, the second is refused here.
   */
  async consume(id: string): Promise<void> {
    if (this.#model === REFRESH_TOKEN) {
      if (!this.#table.remove(this.#model, id)) throw new errors.InvalidGrant('refresh token already used');
      return;
    }
    this.#table.consume(this.#model, id, Math.floor(this.#now() / 1000));
  }

  async destroy(id: string): Promise<void> {
    this.#table.remove(this.#model, id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    this.#table.removeGrant(grantId);
  }
}

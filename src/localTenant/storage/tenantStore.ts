import type { DatabaseSync } from 'node:sqlite';
import { ArtefactTable } from './artefactTable.ts';
import { ClientAuthentication } from './clientAuthentication.ts';
import { ClientTable } from './clientTable.ts';
import { InvitationTable } from './invitationTable.ts';
import { OmfConnectionTable } from './omfConnectionTable.ts';
import { openDatabase } from './openDatabase.ts';
import { RoleTable } from './roleTable.ts';
import { SecretTable } from './secretTable.ts';
import { SettingTable } from './settingTable.ts';
import { UserTable } from './userTable.ts';

/**
 * All data of a tenant in one SQLite file. Calls are synchronous, so everything that an operation does between two awaits
 * (checking a limit, then inserting) happens at once.
 */
export class TenantStore {
  readonly settings: SettingTable;
  readonly roles: RoleTable;
  readonly clients: ClientTable;
  readonly secrets: SecretTable;
  readonly authentication: ClientAuthentication;
  readonly users: UserTable;
  readonly invitations: InvitationTable;
  readonly omfConnections: OmfConnectionTable;
  readonly artefacts: ArtefactTable;
  readonly #database: DatabaseSync;

  /** Opens the file, which is made if it is missing. Throws the errors of {@link openDatabase}. */
  constructor(file: string) {
    this.#database = openDatabase(file);
    this.settings = new SettingTable(this.#database);
    this.roles = new RoleTable(this.#database);
    this.clients = new ClientTable(this.#database);
    this.secrets = new SecretTable(this.#database);
    this.authentication = new ClientAuthentication(this.clients, this.secrets);
    this.users = new UserTable(this.#database);
    this.invitations = new InvitationTable(this.#database);
    this.omfConnections = new OmfConnectionTable(this.#database);
    this.artefacts = new ArtefactTable(this.#database);
  }

  /** Runs `work` in a transaction, which is rolled back if `work` throws. */
  transaction<T>(work: () => T): T {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /** Closes the file. */
  close(): void {
    this.#database.close();
  }
}

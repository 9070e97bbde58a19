import * as vscode from 'vscode';
import {
  type Connection,
  isSameConnection,
  readConnections,
} from '../../../credentials/connections/connection.ts';

const SECTION = 'clientCredentials';
const KEY = 'connections';

/**
 * The connections, stored in a user setting. The value of a workspace is ignored: its author could send tokens to
 * their own host.
 */
export class ConnectionSettings {
  /** Runs edits one at a time: of two concurrent edits, the second would undo the first. */
  #lastEdit: Promise<unknown> = Promise.resolve();

  /** Returns the usable connections, in the order of the setting. */
  all(): readonly Connection[] {
    return readConnections(this.#entries()).connections;
  }

  /** Counts the entries that are not usable. */
  unusable(): number {
    return readConnections(this.#entries()).unusable;
  }

  /** Adds a connection, replacing the one of the same name or, after a rename, of the previous name. */
  save(connection: Connection, nameBefore = connection.name): Promise<void> {
    return this.#edit(async () => {
      const current = this.all().find(({ name }) => name === nameBefore);
      if (current && isSameConnection(current, connection)) return;
      const entries = this.#entries().filter(
        entry => nameOf(entry) === nameBefore || nameOf(entry) !== connection.name,
      );
      const at = entries.findIndex(entry => nameOf(entry) === nameBefore);
      await this.#write(at < 0 ? [...entries, connection] : entries.with(at, connection));
    });
  }

  /** Removes a connection by name; keeps entries that are not usable. */
  remove(name: string): Promise<void> {
    return this.#edit(() => this.#write(this.#entries().filter(entry => nameOf(entry) !== name)));
  }

  /** Calls back whenever the setting has changed. */
  onDidChange(listener: () => void): vscode.Disposable {
    return vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration(`${SECTION}.${KEY}`)) listener();
    });
  }

  #entries(): readonly unknown[] {
    const inspected = vscode.workspace.getConfiguration(SECTION).inspect<unknown>(KEY);
    return Array.isArray(inspected?.globalValue) ? inspected.globalValue : [];
  }

  #edit(edit: () => Promise<void>): Promise<void> {
    const done = this.#lastEdit.then(edit);
    this.#lastEdit = done.catch(() => undefined);
    return done;
  }

  async #write(entries: readonly unknown[]): Promise<void> {
    const configuration = vscode.workspace.getConfiguration(SECTION);
    await configuration.update(KEY, entries, vscode.ConfigurationTarget.Global);
  }
}

/** Returns the name of an entry as {@link readConnections} reads it. */
function nameOf(entry: unknown): unknown {
  const name = (entry as { name?: unknown } | null)?.name;
  return typeof name === 'string' ? name.trim() : name;
}

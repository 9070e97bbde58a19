import type * as vscode from 'vscode';
import type { Change } from '../../core/change.ts';
import type { Core } from '../../core/core.ts';
import { Countdown } from '../../platform/countdown.ts';
import type { FilledView } from '../../platform/trees/rowsOf.ts';
import type { ClientsNode, SecretNode } from '../../vocabulary/clientsNode.ts';
import type { ClientsModel } from './clientsModel.ts';
import { ConnectionItem, connectionInWords } from './connectionItem.ts';
import type { PendingRotations } from './pendingRotations.ts';

type Added = Extract<Change, { kind: 'clients' }>;

/** What surrounds the rows of the Clients view: which connection it shows, what counts down, and what has just been added. */
export class ClientsView implements vscode.Disposable {
  readonly #core: Core;
  readonly #filled: FilledView<ClientsNode>;
  readonly #model: ClientsModel;
  readonly #rotations: PendingRotations;
  readonly #connectionItem = new ConnectionItem();
  readonly #countdown: Countdown;
  readonly #listening: readonly vscode.Disposable[];
  /** A client that is revealed when the view is shown. */
  #added: Added | undefined;

  constructor(
    core: Core,
    filled: FilledView<ClientsNode>,
    { model, rotations }: { readonly model: ClientsModel; readonly rotations: PendingRotations },
  ) {
    this.#core = core;
    this.#filled = filled;
    this.#model = model;
    this.#rotations = rotations;
    this.#countdown = new Countdown({
      startTimer: core.startTimer,
      isNeeded: () => filled.view.isVisible() && rotations.all.some(({ step }) => step === 'waiting'),
      draw: () => void this.drawRotations(),
    });
    const { clients, project, audit } = core.views;
    this.#listening = [clients, project, audit].map(view =>
      view.onDidChangeVisibility(() => this.#whenShown()),
    );
    this.showConnection();
  }

  /** Shows the name of the connection behind the view's name, and in the status bar while a view of ours is visible. */
  showConnection(): void {
    const connections = this.#core.connections.ofWorkspace();
    const { clients, project, audit } = this.#core.views;
    this.#filled.view.describe(connectionInWords(connections) || undefined);
    this.#connectionItem.show(
      connections,
      [clients, project, audit].some(view => view.isVisible()),
    );
  }

  /** Counts the time until old secrets are deleted. */
  countDown(): void {
    this.#countdown.start();
  }

  /** Draws the old secrets of unfinished rotations anew. */
  async drawRotations(): Promise<void> {
    await this.#rotations.read();
    const nodes = this.#rotations.all.flatMap(({ tenantId, client, oldSecretId }) =>
      this.#core.connections.shownFor(tenantId).flatMap((connection): readonly SecretNode[] => {
        const node = this.#model.find(connection, client.type, client.id);
        const secret = node && this.#model.knownSecrets(node)?.find(({ id }) => id === oldSecretId);
        return node && secret ? [{ kind: 'secret', connection, client: node.client, secret }] : [];
      }),
    );
    if (nodes.length > 0) this.#filled.view.changed(nodes);
  }

  /** Selects a client that was added: at once, or when the view is shown. The user's own view stays where it is. */
  async reveal(added: Added): Promise<void> {
    const { view, rows } = this.#filled;
    this.#added = view.isVisible() ? undefined : added;
    if (this.#added || added.added === undefined) return;
    const path = await this.#model.pathTo(added.connection, added.type, added.added);
    if (path) await rows.reveal(path);
  }

  dispose(): void {
    for (const disposable of this.#listening) disposable.dispose();
    this.#countdown.dispose();
    this.#connectionItem.dispose();
  }

  #whenShown(): void {
    this.showConnection();
    this.#countdown.start();
    // A row that is gone by now is no reason for a message.
    if (this.#added && this.#filled.view.isVisible()) this.reveal(this.#added).catch(this.#core.log.error);
  }
}

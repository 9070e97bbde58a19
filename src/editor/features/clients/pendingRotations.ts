import type { Operation } from '../../../credentials/operations/operation.ts';
import type { OperationJournal } from '../../../credentials/operations/operationJournal.ts';
import { isSameClient } from '../../../credentials/records/sameId.ts';
import type { ClientNode, SecretNode } from '../../vocabulary/clientsNode.ts';

/** The rotations of this machine that are neither finished nor undone, as they were read last. */
export class PendingRotations {
  readonly #journal: Pick<OperationJournal, 'unattended'>;
  readonly #read: () => void;
  #rotations: readonly Operation[] = [];

  /** @param read called when they were read */
  constructor(journal: Pick<OperationJournal, 'unattended'>, read: () => void) {
    this.#journal = journal;
    this.#read = read;
  }

  /** The rotations, the oldest first. */
  get all(): readonly Operation[] {
    return this.#rotations;
  }

  /** Reads them. What can't be read is reported by whoever asks about interrupted operations. */
  async read(): Promise<void> {
    const open = await this.#journal.unattended().catch(() => []);
    this.#rotations = open.filter(({ kind, oldSecretId }) => kind === 'rotate' && oldSecretId !== undefined);
    this.#read();
  }

  /** Returns the rotation that replaces the secret of a node, or one of the client's. */
  of(node: ClientNode | SecretNode): Operation | undefined {
    const ids = { tenantId: node.connection.tenantId, clientId: node.client.id };
    return this.#rotations.find(
      ({ tenantId, client, oldSecretId }) =>
        isSameClient({ tenantId, clientId: client.id }, ids) &&
        (node.kind === 'client' || oldSecretId === node.secret.id),
    );
  }
}

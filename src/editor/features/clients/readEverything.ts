import type { Connection } from '../../../credentials/connections/connection.ts';
import type { ClientLists } from './clientLists.ts';
import type { SecretsAhead } from './secretsAhead.ts';

/** Reports the progress of the reading. */
export type ReadProgress = (counts: { readonly clients: number; readonly secrets: number }) => void;

/** What is read, and from where. */
export interface Everything {
  readonly connections: readonly Connection[];
  readonly lists: ClientLists;
  /** Receives the secrets of all clients; missing if they are not needed. */
  readonly secrets?: SecretsAhead | undefined;
}

/** Reads the clients of these connections that have not been read yet, with their secrets if those are needed. */
export async function readEverything(
  { connections, lists, secrets }: Everything,
  signal: AbortSignal,
  report: ReadProgress,
): Promise<void> {
  const counts = { clients: 0, secrets: 0 };
  for (const connection of connections) {
    for (const list of (await lists.count(connection)).lists) {
      const before = counts.clients;
      const told = (count: number) => report({ ...counts, clients: before + count });
      if (!list.isWhole) await list.fetchAll(signal, told);
      counts.clients = before + list.size;
      await secrets?.readAll(list.nodes, signal, () => {
        counts.secrets += 1;
        report(counts);
      });
    }
  }
}

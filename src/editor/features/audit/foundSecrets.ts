import type { AuditFinding } from '../../../credentials/audit.ts';
import type { Connection } from '../../../credentials/connections/connection.ts';
import type { SurveyedClient, SurveyedSecret } from '../../../credentials/expiry/survey.ts';
import type { ClientSecret } from '../../../service/model/clientSecret.ts';
import { unlessGone } from '../../../service/unlessGone.ts';
import type { Core } from '../../core/core.ts';

/** A secret that a rule has found, and the connection that reaches it. */
export interface FoundSecret {
  readonly connection: Connection;
  readonly client: SurveyedClient;
  readonly secret: SurveyedSecret;
}

/** Returns the secrets of findings whose tenant can be reached. */
export const foundSecretsOf = (core: Core, findings: readonly AuditFinding[]): readonly FoundSecret[] =>
  findings.flatMap(({ tenantId, client, secret }) => {
    const [connection] = core.connections.reaching(tenantId);
    return connection && secret ? [{ connection, client, secret }] : [];
  });

/** Reads secrets as the service has them now, those of each client once. */
export class SecretReader {
  readonly #core: Core;
  readonly #read = new Map<string, Promise<readonly ClientSecret[]>>();

  constructor(core: Core) {
    this.#core = core;
  }

  /** Returns a secret; `undefined` when it no longer exists. */
  async read(
    { connection, client, secret }: FoundSecret,
    signal: AbortSignal,
  ): Promise<ClientSecret | undefined> {
    const key = `${connection.name}\n${client.id}`;
    const reading = this.#read.get(key) ?? this.#readAll(connection, client, signal);
    this.#read.set(key, reading);
    return (await reading).find(({ id }) => id === secret.id);
  }

  async #readAll(
    connection: Connection,
    { type, id }: SurveyedClient,
    signal: AbortSignal,
  ): Promise<readonly ClientSecret[]> {
    const service = await this.#core.connections.service(connection);
    return (await service.secrets(type, id, { signal }).catch(unlessGone)) ?? [];
  }
}

/** Reads the clients of findings again for the audit. */
export async function rereadClients(
  core: Core,
  findings: readonly Pick<AuditFinding, 'tenantId' | 'client'>[],
): Promise<void> {
  for (const [tenantId, ofTenant] of Map.groupBy(findings, each => each.tenantId)) {
    const [connection] = core.connections.reaching(tenantId);
    const clients = new Map(ofTenant.map(({ client }) => [client.id, client]));
    if (connection) await core.surveys.reread(connection, ...clients.values());
  }
}

/** Shows the clients of secrets in all views as they are after a change. */
export async function showChanged(core: Core, found: readonly FoundSecret[]): Promise<void> {
  await rereadClients(
    core,
    found.map(({ connection, client }) => ({ tenantId: connection.tenantId, client })),
  );
  for (const [connection, ofConnection] of Map.groupBy(found, each => each.connection)) {
    for (const type of new Set(ofConnection.map(({ client }) => client.type))) {
      await core.tell({ kind: 'clients', connection, type });
    }
  }
}

import type { Connection } from '../../../credentials/connections/connection.ts';
import type { ClientSignIns } from '../../../credentials/operations/rotatedPlaces.ts';
import { isSameId } from '../../../credentials/records/sameId.ts';
import type { Core } from '../core.ts';

/** Returns whether a connection signs in as a client whose secret can be replaced. */
const signsInAs = (
  { kind, tenantId, signIn }: Connection,
  of: { tenantId: string; clientId: string },
): boolean =>
  kind === 'service' &&
  isSameId(tenantId, of.tenantId) &&
  signIn.method === 'client' &&
  isSameId(signIn.clientId, of.clientId);

/** The sign-ins of connections, as locations of a secret. */
export function connectionSignIns({
  connections,
  signIns,
}: Pick<Core, 'connections' | 'signIns'>): ClientSignIns {
  return {
    async of(client) {
      const own = connections.all().filter(each => signsInAs(each, client));
      const records = await Promise.all(own.map(each => signIns.clientRecord(each)));
      // After a sign-out there is nothing to replace, and a rotation must not sign the user in.
      return own.filter((_connection, index) => records[index]).map(({ name }) => name);
    },
    async replace(name, secret) {
      const connection = connections.all().find(each => each.name === name);
      if (connection) await signIns.replaceSecret(connection, secret);
    },
  };
}

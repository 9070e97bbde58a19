import assert from 'node:assert/strict';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { seededRandom } from '../../../../src/localTenant/samples/seededRandom.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { caseCount } from '../../../support/runner/sampling.ts';
import { clientToken, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { type ApiCaller, administratorCaller, memberRoleId } from '../apiCaller.ts';

const ROUNDS = 5;
const WRITERS = 4;

/** The tenant is killed after at most this number of answers, and all of their effects are checked in the end. */
const MOST_ANSWERS = caseCount(400, 40);

interface Issued {
  readonly clientId: string;
  readonly secret: string;
}

describe('local tenant: killed while it works', () => {
  const folder = temporaryFolder();

  /** Creates clients and adds secrets to them until the tenant is gone; records the answers. */
  async function write(call: ApiCaller, roleId: string, note: (issued: Issued) => void): Promise<void> {
    for (;;) {
      const created = await call('POST', '/ClientCredentialClients', { Name: 'Made', RoleIds: [roleId] });
      if (created.status !== 201) throw new Error(`unexpected ${created.status}`);
      const clientId = created.body.Client.Id;
      note({ clientId, secret: created.body.Secret });
      const added = await call('POST', `/ClientCredentialClients/${clientId}/Secrets`, { Expires: false });
      note({ clientId, secret: added.body.Secret });
    }
  }

  it('has everything that it answered, and nothing incomplete, whenever it is killed', async () => {
    const random = seededRandom(20261123);
    const dataDir = path.join(folder.path, 'data');
    const answered: Issued[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const tenant = await startLocalTenant({ dataDir });
      const call = await administratorCaller(tenant);
      const roleId = await memberRoleId(call);
      const enough = answered.length + 1 + random.below(MOST_ANSWERS);
      const reached = Promise.withResolvers<void>();
      const note = (issued: Issued) => {
        answered.push(issued);
        if (answered.length === enough) reached.resolve();
      };
      const writers = Array.from({ length: WRITERS }, () => write(call, roleId, note));
      const ended = Promise.allSettled(writers);
      await Promise.race([reached.promise, ...writers]);
      await tenant.kill();
      for (const { status } of await ended) assert.equal(status, 'rejected', 'the connection broke');
    }
    const database = new DatabaseSync(path.join(dataDir, 'tenant.db'));
    assert.deepEqual({ ...database.prepare('PRAGMA integrity_check').get() }, { integrity_check: 'ok' });
    assert.deepEqual(database.prepare('PRAGMA foreign_key_check').all(), []);
    const counts = database
      .prepare(
        `SELECT (SELECT count(*) FROM client) AS clients, (SELECT sum(value) FROM client_count) AS counted,
                (SELECT count(*) FROM client, json_each(role_ids)) AS roles, (SELECT count(*) FROM client_role) AS indexed,
                (SELECT count(*) FROM client WHERE sequence NOT IN (SELECT client FROM secret)) AS bare`,
      )
      .get();
    database.close();
    assert.equal(counts?.clients, counts?.counted);
    assert.equal(counts?.roles, counts?.indexed);
    assert.equal(counts?.bare, 0, 'a client and its first secret are written together');

    const tenant = await startLocalTenant({ dataDir });
    for (const { clientId, secret } of answered) assert.ok(await clientToken(tenant, clientId, secret));
    await tenant.stop();
  });
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { temporaryFolder } from '../../support/folders/temporaryFolder.ts';
import {
  administratorToken,
  clientToken,
  type LocalTenant,
  runLocalTenant,
  startLocalTenant,
} from '../../support/tenant/localTenant.ts';
import { administratorCaller, createdClient } from './apiCaller.ts';

const mode = (file: string) => (fs.statSync(file).mode & 0o777).toString(8);

describe('local tenant: the process', () => {
  const folder = temporaryFolder();
  let started: LocalTenant[] = [];
  const start = async (options: Parameters<typeof startLocalTenant>[0] = {}) => {
    const tenant = await startLocalTenant({ dataDir: path.join(folder.path, 'a', 'data'), ...options });
    started.push(tenant);
    return tenant;
  };
  afterEach(async () => {
    await Promise.all(started.map(tenant => tenant.kill()));
    started = [];
  });

  it('prints one line of JSON when it answers, and writes to standard error that it is for development', async () => {
    // As `npm run local-tenant` does; the other tests start a bundle of the same sources.
    const tenant = await start({ from: 'source' });
    const ending = await tenant.stop();
    const { stdout, stderr } = tenant.output();
    assert.match(stdout, /^\{.*\}\n$/);
    assert.deepEqual(Object.keys(JSON.parse(stdout)), ['resource', 'tenantId', 'clientId', 'clientSecret']);
    assert.match(stderr, /for development only/);
    assert.deepEqual(ending, { exitCode: 0, signal: null });
  });

  it('makes files that only their owner can read', async () => {
    const { dataDir } = await start();
    assert.equal(mode(dataDir), '700');
    const files = fs.readdirSync(dataDir).sort();
    for (const name of ['running.json', 'tenant.db', 'tenant.lock']) assert.ok(files.includes(name), name);
    for (const name of files) assert.equal(mode(path.join(dataDir, name)), '600', name);
  });

  it('keeps running.json while it runs', async () => {
    const tenant = await start();
    const file = path.join(tenant.dataDir, 'running.json');
    const { resource, tenantId, clientId, clientSecret } = tenant;
    const running = JSON.parse(fs.readFileSync(file, 'utf8'));
    assert.deepEqual(running, { resource, tenantId, clientId, clientSecret, pid: tenant.process.pid });
    await tenant.stop();
    assert.equal(fs.existsSync(file), false);
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`ends cleanly on ${signal}, even if it comes twice`, async () => {
      const tenant = await start();
      // An open connection must not delay it.
      await fetch(`${tenant.resource}/identity/.well-known/openid-configuration`);
      tenant.process.kill(signal);
      tenant.process.kill(signal);
      assert.deepEqual(await once(tenant.process, 'close'), [0, null]);
    });
  }

  it('ends on a signal before it has started', async () => {
    const running = runLocalTenant(['--port', '0', '--data', folder.path, '--end-with-stdin']);
    running.process.stdin.end();
    assert.deepEqual(await running.ended, { exitCode: 0, signal: null });
  });

  it('ends with standard input only if this is requested', async () => {
    const running = runLocalTenant(['--port', '0', '--data', folder.path]);
    running.process.stdin.end();
    const { resource } = JSON.parse(await running.firstLine);
    assert.equal((await fetch(`${resource}/identity/.well-known/openid-configuration`)).status, 200);
    running.process.kill();
    assert.equal((await running.ended).exitCode, 0);
  });

  it('continues when no one reads its output any longer', async () => {
    const tenant = await start();
    tenant.process.stdout?.destroy();
    tenant.process.stderr?.destroy();
    assert.ok(await administratorToken(tenant));
    assert.equal((await tenant.stop()).exitCode, 0);
  });

  for (const how of ['stop', 'kill'] as const) {
    it(`has the same ids, secrets, keys and tokens after ${how}`, async () => {
      const first = await start();
      const created = await createdClient(await administratorCaller(first), { Name: 'Kept' });
      const token = await clientToken(first, created.Client.Id, created.Secret);
      await first[how]();
      const again = await start({ port: Number(new URL(first.resource).port) });
      for (const property of ['resource', 'tenantId', 'clientId', 'clientSecret'] as const) {
        assert.equal(again[property], first[property]);
      }
      assert.ok(await clientToken(again, created.Client.Id, created.Secret));
      const call = await administratorCaller(again);
      assert.deepEqual(
        (await call('GET', `/ClientCredentialClients/${created.Client.Id}`)).body,
        created.Client,
      );
      const url = `${again.resource}/api/v1/Tenants/${again.tenantId}`;
      assert.equal((await fetch(url, { headers: { Authorization: `Bearer ${token}` } })).status, 200);
    });
  }

  it('restores the administrator that someone deleted, disabled or demoted', async () => {
    const first = await start();
    const call = await administratorCaller(first);
    const administrator = `/ClientCredentialClients/${first.clientId}`;
    const [secret] = (await call('GET', `${administrator}/Secrets`)).body;
    const [role] = (await call('GET', '/Roles')).body.filter(
      (r: { Name: string }) => r.Name === 'Tenant Member',
    );
    await call('PUT', administrator, { Enabled: false, RoleIds: [role.Id], Name: 'Mine' });
    await call('DELETE', `${administrator}/Secrets/${secret.Id}`);
    await first.stop();
    const second = await start();
    assert.equal(second.clientId, first.clientId);
    assert.notEqual(second.clientSecret, first.clientSecret, 'a deleted value stays dead');
    const again = await administratorCaller(second);
    assert.equal((await again('GET', administrator)).body.Name, 'Mine');
    await again('DELETE', administrator);
    await second.stop();
    assert.equal((await (await administratorCaller(await start()))('HEAD', administrator)).status, 200);
  });

  it('takes over the folder of a killed process, whatever its running.json contains', async () => {
    const first = await start();
    await first.kill();
    assert.ok(fs.existsSync(path.join(first.dataDir, 'running.json')));
    const second = await start();
    assert.equal(second.tenantId, first.tenantId);
  });

  it('exits with 1 for a port in use, and releases the folder', async () => {
    const other = net.createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as net.AddressInfo;
    const running = runLocalTenant(['--port', String(port), '--data', path.join(folder.path, 'a', 'data')]);
    assert.equal((await running.ended).exitCode, 1);
    assert.match(running.output().stderr, new RegExp(`127\\.0\\.0\\.1:${port}: another program uses it`));
    other.close();
    await start();
  });

  const unusable: readonly [string, (folder: string) => void, RegExp][] = [
    ['that is a file', data => fs.writeFileSync(data, ''), /cannot be used as a data folder/],
    [
      'whose database is none',
      data => {
        fs.mkdirSync(data);
        fs.writeFileSync(path.join(data, 'tenant.db'), 'something else, and long enough to be looked at');
      },
      /tenant\.db cannot be opened as a database/,
    ],
  ];
  for (const [name, prepare, message] of unusable) {
    it(`exits with 1 for a data folder ${name}`, async () => {
      const data = path.join(folder.path, 'data');
      prepare(data);
      const running = runLocalTenant(['--port', '0', '--data', data]);
      assert.equal((await running.ended).exitCode, 1);
      assert.match(running.output().stderr, message);
    });
  }

  it('exits with 2 and its usage for invalid arguments', async () => {
    const running = runLocalTenant(['--port', '70000', '--data', folder.path]);
    assert.equal((await running.ended).exitCode, 2);
    assert.match(running.output().stderr, /--port takes 0 to 65535\nusage: /);
    assert.equal(running.output().stdout, '');
  });

  it('exits with 4 where node:sqlite is missing', async () => {
    const args = ['--port', '0', '--data', folder.path];
    const running = runLocalTenant(args, 'source', ['--no-experimental-sqlite']);
    assert.equal((await running.ended).exitCode, 4);
    assert.match(running.output().stderr, /needs node:sqlite/);
  });

  it('listens only on 127.0.0.1', async () => {
    const { port } = new URL((await start()).resource);
    const socket = net.connect(Number(port), '127.0.0.2');
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    assert.equal(error.code, 'ECONNREFUSED');
  });

  it("saves no secret except its administrator's, and logs none", async () => {
    const tenant = await start();
    const call = await administratorCaller(tenant);
    const values: string[] = [];
    for (let made = 0; made < 3; made += 1) {
      const { Secret, Client } = await createdClient(call);
      const { body } = await call('POST', `/ClientCredentialClients/${Client.Id}/Secrets`, {
        Expires: false,
      });
      values.push(Secret, body.Secret, await clientToken(tenant, Client.Id, Secret));
      await clientToken(tenant, Client.Id, `wrong-${Secret}`).catch(() => {});
    }
    const filesWith = (value: string) =>
      fs
        .readdirSync(tenant.dataDir)
        .filter(name => fs.readFileSync(path.join(tenant.dataDir, name)).includes(value));
    for (const value of values) assert.deepEqual(filesWith(value), []);
    assert.ok(filesWith(tenant.clientSecret).includes('tenant.db-wal'), 'the search finds what is there');
    await tenant.stop();
    for (const value of values) assert.deepEqual(filesWith(value), []);
    const { stderr } = tenant.output();
    for (const value of [...values, tenant.clientSecret]) assert.equal(stderr.includes(value), false);
  });
});

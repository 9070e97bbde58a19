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
import { administratorCaller, apiCaller, createdClient } from './apiCaller.ts';

const CONTINUES = /continues in this process/;

describe('local tenant: several processes on one data folder', () => {
  const folder = temporaryFolder();
  let started: LocalTenant[] = [];
  const start = async (options: Parameters<typeof startLocalTenant>[0] = {}) => {
    const tenant = await startLocalTenant({ dataDir: path.join(folder.path, 'data'), ...options });
    started.push(tenant);
    return tenant;
  };
  afterEach(async () => {
    await Promise.all(started.map(tenant => tenant.kill()));
    started = [];
  });

  const ready = ({ resource, tenantId, clientId, clientSecret }: LocalTenant) => ({
    resource,
    tenantId,
    clientId,
    clientSecret,
  });

  /** Waits until a process prints a line. */
  async function untilSaid(tenant: LocalTenant, what: RegExp): Promise<void> {
    while (!what.test(tenant.output().stderr)) {
      const [event] = await Promise.race([
        once(tenant.process.stderr as NodeJS.EventEmitter, 'data').then(() => ['data']),
        once(tenant.process, 'close').then(() => ['close']),
      ]);
      assert.equal(event, 'data', tenant.output().stderr);
    }
  }

  it('attaches a second one, which prints the same line and does not affect the first one when it ends', async () => {
    const first = await start();
    const second = await start({ port: 5005 });
    assert.deepEqual(ready(second), ready(first));
    assert.equal(second.output().stdout.trim().split('\n').length, 1);
    await untilSaid(second, /Another process runs it/);
    assert.deepEqual(await second.stop(), { exitCode: 0, signal: null });
    assert.ok(fs.existsSync(path.join(first.dataDir, 'running.json')));
    assert.ok(await administratorToken(first));
  });

  for (const how of ['stop', 'kill'] as const) {
    it(`continues at the same address with all data after ${how} of the first`, async () => {
      const first = await start();
      const created = await createdClient(await administratorCaller(first));
      const token = await clientToken(first, created.Client.Id, created.Secret);
      const second = await start();
      await first[how]();
      await untilSaid(second, CONTINUES);
      assert.equal((await apiCaller(second, token)('GET', '')).status, 200, 'a token of before is good');
      assert.ok(await clientToken(second, created.Client.Id, created.Secret));
      const running = JSON.parse(fs.readFileSync(path.join(first.dataDir, 'running.json'), 'utf8'));
      assert.deepEqual(running, { ...ready(first), pid: second.process.pid });
      assert.deepEqual(await second.stop(), { exitCode: 0, signal: null });
      assert.equal(fs.existsSync(path.join(first.dataDir, 'running.json')), false);
    });
  }

  it('lets one of several take over, and then the next', async () => {
    const first = await start();
    const others = [await start(), await start()];
    await first.kill();
    const next = await Promise.race(others.map(tenant => untilSaid(tenant, CONTINUES).then(() => tenant)));
    const last = others.find(tenant => tenant !== next);
    assert.ok(last && !CONTINUES.test(last.output().stderr));
    await next.kill();
    await untilSaid(last, CONTINUES);
    assert.ok(await administratorToken(last));
  });

  it('starts one tenant for several processes at the same time', async () => {
    const tenants = await Promise.all([start(), start(), start()]);
    assert.equal(new Set(tenants.map(tenant => JSON.stringify(ready(tenant)))).size, 1);
  });

  it('ends with exit 1 when another program has taken the address', async () => {
    const first = await start();
    const port = Number(new URL(first.resource).port);
    const second = runLocalTenant(['--port', '0', '--data', first.dataDir]);
    await second.firstLine;
    // While it is stopped, it can't take over before the other program has started.
    second.process.kill('SIGSTOP');
    await first.kill();
    const stranger = net.createServer().listen(port, '127.0.0.1');
    await once(stranger, 'listening');
    second.process.kill('SIGCONT');
    assert.equal((await second.ended).exitCode, 1);
    stranger.close();
  });

  it('ends with exit 3 when the tenant has been started at another address', async () => {
    const first = await start();
    const second = runLocalTenant(['--port', '0', '--data', first.dataDir]);
    await second.firstLine;
    second.process.kill('SIGSTOP');
    await first.kill();
    const elsewhere = await start({ port: 0 });
    assert.notEqual(elsewhere.resource, first.resource);
    second.process.kill('SIGCONT');
    assert.equal((await second.ended).exitCode, 3);
    assert.ok(second.output().stderr.includes(elsewhere.resource));
  });
});

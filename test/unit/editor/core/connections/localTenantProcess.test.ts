import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { LocalTenantProcess } from '../../../../../src/editor/core/connections/localTenantProcess.ts';
import { LocalTenantError } from '../../../../../src/editor/vocabulary/errors/localTenantError.ts';
import { builtProgramEnvironment } from '../../../../support/builds/builtProgram.ts';
import { temporaryFolder } from '../../../../support/folders/temporaryFolder.ts';
import { builtTenant } from '../../../../support/tenant/builtTenant.ts';
import { clientToken, startLocalTenant } from '../../../../support/tenant/localTenant.ts';
import { eventually } from '../../../../support/waiting/eventually.ts';

describe('LocalTenantProcess', () => {
  const started: LocalTenantProcess[] = [];
  let lines: string[] = [];
  beforeEach(() => {
    lines = [];
  });
  // End the tenant before removing the folder it uses.
  // The tenants inherit this process's variables.
  const { NODE_COMPILE_CACHE } = builtProgramEnvironment();
  before(() => {
    process.env.NODE_COMPILE_CACHE = NODE_COMPILE_CACHE;
  });
  after(() => {
    delete process.env.NODE_COMPILE_CACHE;
  });
  afterEach(async () => {
    for (const tenant of started.splice(0)) tenant.dispose();
    await eventually(() => assert.deepEqual(processesOn(folder.path), []));
  });
  const folder = temporaryFolder();

  function tenantProcess(program = builtTenant(), dataFolder = () => path.join(folder.path, 'data')) {
    const tenant = new LocalTenantProcess({
      executable: process.execPath,
      program,
      dataFolder,
      log: line => lines.push(line),
      // Only prevents a hanging test.
      startLimitMs: 300_000,
    });
    started.push(tenant);
    return tenant;
  }

  it('starts one that issues tokens, once for all callers', async () => {
    const tenant = tenantProcess();
    const [one, other] = await Promise.all([tenant.ensureRunning(), tenant.ensureRunning()]);
    assert.equal(one, other);
    const { resource, tenantId, clientId, clientSecret } = one;
    assert.match(
      await clientToken(
        { resource, tenantId, clientId, clientSecret: '' } as never,
        clientId,
        clientSecret.reveal(),
      ),
      /^eyJ/,
    );
    assert.match(lines.join('\n'), /development/);
    assert.ok(!lines.join('\n').includes(clientSecret.reveal()));
  });

  it('attaches to the one that another window runs on the folder', async () => {
    const dataDir = path.join(folder.path, 'data');
    const running = await startLocalTenant({ dataDir });
    const attached = await tenantProcess().ensureRunning();
    assert.equal(attached.resource, running.resource);
    assert.equal(attached.clientSecret.reveal(), running.clientSecret);
    await running.stop();
  });

  it('uses the folder that is set when it starts, not an earlier one', async () => {
    let chosen = 'before the settings were read';
    const tenant = tenantProcess(undefined, () => path.join(folder.path, chosen));
    chosen = 'data';
    await tenant.ensureRunning();
    assert.deepEqual(fs.readdirSync(folder.path), ['data']);
  });

  it('shares a tenant of two simultaneous starts', async () => {
    const [one, other] = await Promise.all([
      tenantProcess().ensureRunning(),
      tenantProcess().ensureRunning(),
    ]);
    assert.equal(one.resource, other.resource);
  });

  it('continues at the same address when the window that serves the folder closes', async () => {
    const [first, second] = [tenantProcess(), tenantProcess()];
    const { resource, clientId, clientSecret } = await first.ensureRunning();
    assert.equal((await second.ensureRunning()).resource, resource);
    first.dispose();
    const token = () => clientToken({ resource }, clientId, clientSecret.reveal());
    // The first must end, and the second notice it.
    await eventually(() => assert.match(lines.join(), /continues in this process/));
    assert.match(await token(), /^eyJ/);
    assert.equal((await second.ensureRunning()).resource, resource);
  });

  it('restarts on its previous port with its data, or on another if that is taken', async () => {
    const first = tenantProcess();
    const { resource, tenantId } = await first.ensureRunning();
    const port = Number(new URL(resource).port);
    first.dispose();
    await untilFree(port);
    const again = tenantProcess();
    assert.deepEqual(await again.ensureRunning(port).then(tenant => [tenant.resource, tenant.tenantId]), [
      resource,
      tenantId,
    ]);
    again.dispose();
    await untilFree(port);
    const squatter = net.createServer().listen(port, '127.0.0.1');
    const moved = await tenantProcess().ensureRunning(port);
    assert.notEqual(moved.resource, resource);
    assert.equal(moved.tenantId, tenantId);
    squatter.close();
  });

  it('reports that the program ended or is missing', async () => {
    const ended = (error: unknown) => error instanceof LocalTenantError && error.code === 'ended';
    await assert.rejects(tenantProcess(path.join(folder.path, 'missing.cjs')).ensureRunning(), ended);
    await assert.rejects(tenantProcess(undefined, () => '/dev/null/data').ensureRunning(), ended);
  });
});

/** Returns the ids of the processes that use a folder; Linux only. */
const processesOn = (folder: string): readonly string[] =>
  (fs.existsSync('/proc/self/cmdline') ? fs.readdirSync('/proc') : []).filter(name => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return fs.readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(folder);
    } catch {
      return false; // It has ended.
    }
  });

/** Waits until nothing listens on a port. */
const untilFree = (port: number): Promise<void> =>
  eventually(async () => {
    const isTaken = await new Promise<boolean>(resolve => {
      const socket = net.connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    assert.equal(isTaken, false);
  });

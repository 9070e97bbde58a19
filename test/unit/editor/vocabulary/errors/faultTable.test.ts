import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { serviceWith } from '../../../../../src/credentials/connections/session.ts';
import { holdInMemory } from '../../../../../src/credentials/connections/signInRecords.ts';
import { CredentialsError } from '../../../../../src/credentials/credentialsError.ts';
import { KEYRING } from '../../../../../src/credentials/delivery/destination.ts';
import { issueCredential } from '../../../../../src/credentials/issuing/issueCredential.ts';
import { errorInWords } from '../../../../../src/editor/vocabulary/errors/messages.ts';
import { HttpDispatcher } from '../../../../../src/network/httpDispatcher.ts';
import type { IdentityService } from '../../../../../src/service/identityService.ts';
import { machine } from '../../../../support/crash/machine.ts';
import {
  clientRecord,
  connectionTo,
  serviceOf,
  sessionSurroundings,
} from '../../../../support/credentials/sessions.ts';
import { type FaultyProxy, startFaultyProxy } from '../../../../support/network/faultyProxy.ts';
import { REFUSING_PORT } from '../../../../support/network/freePort.ts';
import { impatientDispatcher, type JudgedRequest } from '../../../../support/network/impatientDispatcher.ts';
import { privateAuthority } from '../../../../support/network/privateAuthority.ts';
import { clientToken, type LocalTenant, startLocalTenant } from '../../../../support/tenant/localTenant.ts';
import { METHODS, type Operation, PATHS, type Reads, ROWS, type Row } from './faultRows.ts';

/** Timeout of requests that get no answer, milliseconds. All others use the timeout of the extension. */
const IMPATIENCE_MS = 100;

const OPERATIONS: readonly Operation[] = ['list', 'create', 'delete'];

const isUnanswered = ({ fault }: Row): boolean => fault?.kind === 'silence' || fault?.kind === 'stall';

const titleOf = ({ title }: Row, operation: Operation): string => `${title}: ${operation}`;

describe('the message and the state of the service after a fault', () => {
  const realNow = Date.now;
  const dispatcher = new HttpDispatcher();
  let root: string;
  let tenant: LocalTenant;
  let untrusted: FaultyProxy;
  const ADDRESSES = {
    refusing: () => `http://127.0.0.1:${REFUSING_PORT}`,
    unknown: () => 'https://tenant.invalid',
    untrusted: () => `https://localhost:${untrusted.port}`,
  };
  /** Reads the state of the service directly, without faults. */
  let truth: IdentityService;
  let roleIds: readonly string[];

  before(async () => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'faults-'));
    tenant = await startLocalTenant();
    const tls = await (await privateAuthority()).issue('localhost');
    untrusted = await startFaultyProxy(tenant.resource, { tls });
    truth = serviceOf(tenant, dispatcher);
    roleIds = (await truth.roles()).filter(({ name }) => name === 'Tenant Member').map(({ id }) => id);
    await carryOutUnanswered();
  });
  after(async () => {
    fs.rmSync(root, { recursive: true, force: true });
    await dispatcher.dispose();
    await untrusted.dispose();
    await tenant.stop();
  });
  afterEach(() => {
    Date.now = realNow;
  });

  /** Creates a client on a machine of its own, and returns its credential. */
  async function create(service: IdentityService, id: string, name: string) {
    const work = { ...machine({ root: path.join(root, id), service, dispatcher }), service };
    const { credential } = await issueCredential(
      {
        id: randomUUID(),
        kind: 'createClient',
        resource: tenant.resource,
        tenantId: tenant.tenantId,
        client: { type: 'clientCredentials', id, name },
        description: '',
        properties: { roleIds, accessTokenLifetimeSeconds: 3600 },
        destination: { destination: KEYRING, addToGitIgnore: false },
      },
      work,
      new AbortController().signal,
    );
    return credential;
  }

  /** Makes a dispatcher with a short timeout for rows without an answer. */
  function dispatcherFor(row: Row, operation: Operation): HttpDispatcher {
    let left = isUnanswered(row) ? (row.times ?? Number.POSITIVE_INFINITY) : 0;
    const isHopeless = ({ method, path }: JudgedRequest) => {
      if (method !== METHODS[operation] || !PATHS[operation].test(path) || left === 0) return false;
      left -= 1;
      return true;
    };
    const limits = { headersTimeoutMs: IMPATIENCE_MS, bodyTimeoutMs: IMPATIENCE_MS };
    return impatientDispatcher(isHopeless, limits);
  }

  function serviceBehind(
    { address, skewMs }: Row,
    behind: HttpDispatcher,
    proxy: FaultyProxy,
  ): IdentityService {
    const resource = address ? ADDRESSES[address]() : proxy.resource;
    if (skewMs !== undefined) Date.now = () => realNow() + skewMs;
    const slot = holdInMemory(clientRecord(tenant.clientSecret));
    return serviceWith(connectionTo({ ...tenant, resource }), slot, sessionSurroundings(behind));
  }

  /** Runs an operation, and returns the message and the error. */
  async function outcome(task: () => Promise<unknown>): Promise<{ reads: string; error?: unknown }> {
    try {
      const result = await task();
      const { incomplete } = (result ?? {}) as { incomplete?: Error };
      return { reads: incomplete ? errorInWords(incomplete).text : 'done' };
    } catch (error) {
      return { reads: errorInWords(error).text, error };
    }
  }

  function assertReads(actual: string, expected: Reads): void {
    if (expected === 'done') assert.equal(actual, 'done');
    else assert.match(actual, expected);
  }

  const exists = async (id: string, proxy: FaultyProxy) => {
    await proxy.settled();
    return truth.client('clientCredentials', id).then(
      () => true,
      () => false,
    );
  };

  type CarryOut = (row: Row, service: IdentityService, proxy: FaultyProxy) => Promise<void>;
  const operations: Readonly<Record<Operation, CarryOut>> = {
    async list(row, service) {
      const { reads } = await outcome(() =>
        service.clientPage('clientCredentials', { skip: 0, count: 1000 }),
      );
      assertReads(reads, row.reads.list);
    },

    async create(row, service, proxy) {
      const id = randomUUID();
      let secret: string | undefined;
      const { reads, error } = await outcome(async () => {
        secret = (await create(service, id, row.title)).secret.reveal();
      });
      assertReads(reads, row.reads.create);
      const isOrphan = row.orphan === true;
      assert.equal(await exists(id, proxy), reads === 'done' || isOrphan, 'there is what the user was told');
      if (secret) assert.match(await clientToken(tenant, id, secret), /^eyJ/);
      if (isOrphan)
        assert.deepEqual(error instanceof CredentialsError && error.orphan, {
          type: 'clientCredentials',
          clientId: id,
        });
      // Never sent again unless the service reported that it did not run.
      const reached = proxy.requests.filter(
        ({ method, path, fault }) =>
          method === METHODS.create &&
          /\/ClientCredentialClients$/.test(path) &&
          (fault === undefined || fault === 'dropAnswer' || fault === 'silence'),
      );
      assert.ok(reached.length <= 1, 'nothing was done twice');
    },

    async delete(row, service, proxy) {
      const { clientId } = await create(truth, randomUUID(), row.title);
      const { reads } = await outcome(() => service.deleteClient('clientCredentials', clientId));
      assertReads(reads, row.reads.delete);
      if (reads === 'done' && row.fault?.kind === 'answer' && row.times === undefined) return;
      assert.equal(await exists(clientId, proxy), reads !== 'done' && row.deletedAllTheSame !== true);
    },
  };

  async function carryOut(row: Row, operation: Operation): Promise<void> {
    const proxy = await startFaultyProxy(tenant.resource);
    const behind = dispatcherFor(row, operation);
    try {
      const { fault, times = Number.POSITIVE_INFINITY } = row;
      if (fault) proxy.inject({ method: METHODS[operation], path: PATHS[operation], fault, times });
      await operations[operation](row, serviceBehind(row, behind, proxy), proxy);
    } finally {
      await behind.dispose();
    }
    await proxy.dispose();
  }

  /** Rows without an answer run concurrently, because undici checks its timeouts only once a second. */
  const waiting = new Map<string, Promise<void>>();
  async function carryOutUnanswered(): Promise<void> {
    for (const row of ROWS.filter(isUnanswered)) {
      for (const operation of OPERATIONS) waiting.set(titleOf(row, operation), carryOut(row, operation));
    }
    await Promise.allSettled(waiting.values());
  }

  for (const row of ROWS) {
    for (const operation of OPERATIONS) {
      const title = titleOf(row, operation);
      it(title, () => waiting.get(title) ?? carryOut(row, operation));
    }
  }
});

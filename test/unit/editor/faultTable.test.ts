import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { serviceWith } from '../../../src/credentials/connectionSession.ts';
import { CredentialsError } from '../../../src/credentials/credentialsError.ts';
import { newClientOrder } from '../../../src/credentials/newClientOrder.ts';
import { unkeptSignIn } from '../../../src/credentials/signInRecords.ts';
import { errorInWords } from '../../../src/editor/messages.ts';
import { HttpDispatcher } from '../../../src/service/httpDispatcher.ts';
import type { IdentityService } from '../../../src/service/identityService.ts';
import { type Fault, type FaultyProxy, startFaultyProxy } from '../../support/faultyProxy.ts';
import { freePort } from '../../support/freePort.ts';
import { clientToken, type LocalTenant, startLocalTenant } from '../../support/localTenant.ts';
import { NO_JOURNAL } from '../../support/noJournal.ts';
import { privateAuthority } from '../../support/privateAuthority.ts';
import { clientRecord, connectionTo, serviceOf, sessionSurroundings } from '../../support/sessions.ts';

/** Shorter than a user would wait, so that a stalled answer is one within the test. */
const PATIENCE_MS = 250;

/** Ten minutes: a laptop that has travelled or slept. */
const SKEW_MS = 600_000;

type Operation = 'list' | 'create' | 'delete';
const METHODS: Readonly<Record<Operation, string>> = { list: 'GET', create: 'POST', delete: 'DELETE' };

/** What a user reads, or `done`: it has worked all the same. */
type Reads = RegExp | 'done';

interface Row {
  readonly title: string;
  /** What happens to requests of the operation on their way; `times` defaults to always. */
  readonly fault?: Fault;
  readonly times?: number;
  /** Another way to the tenant, which is down, unknown or not trusted. */
  readonly resource?: (tenant: LocalTenant) => Promise<string>;
  readonly skewMs?: number;
  readonly reads: Readonly<Record<Operation, Reads>>;
  /** Whether a create took effect that the user is told of; default no. */
  readonly orphan?: boolean;
  /** Whether a delete took effect although the user reads of a failure; default no. */
  readonly deletedAllTheSame?: boolean;
}

const answer = (
  status: number,
  given: { headers?: Record<string, string>; body?: string; afterEffect?: boolean } = {},
): Fault => ({ kind: 'answer', status, body: '', ...given });
const everywhere = (reads: Reads) => ({ list: reads, create: reads, delete: reads });
const json = { 'content-type': 'application/json' };
const html = { headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html><p>Welcome to the hotel' };
const said = JSON.stringify({
  OperationId: 'op-7',
  Error: 'Nope.',
  Reason: 'The role is missing.',
  Resolution: 'Ask for it.',
});
const lost = /created the client .* but its answer got lost, and with it the secret/;
const elsewhere = async (tls: boolean) => `http${tls ? 's' : ''}://127.0.0.1:${await freePort()}`;

const ROWS: readonly Row[] = [
  {
    title: 'refused',
    resource: () => elsewhere(false),
    reads: everywhere(/cannot be reached \(ECONNREFUSED\)/),
  },
  {
    title: 'reset before the request arrived',
    fault: { kind: 'reset' },
    reads: {
      ...everywhere(/cannot be reached/),
      create: /cannot be reached .* Nothing was created, as far as the service can be asked/,
    },
  },
  {
    title: 'reset once before the request arrived',
    fault: { kind: 'reset' },
    times: 1,
    reads: { ...everywhere('done'), create: /Nothing was created/ },
  },
  {
    title: 'reset after the request took effect',
    fault: { kind: 'dropAnswer' },
    times: 1,
    orphan: true,
    reads: { ...everywhere('done'), create: lost },
  },
  {
    title: 'a name that leads nowhere',
    resource: async () => 'https://tenant.invalid',
    reads: everywhere(/cannot be reached \((ENOTFOUND|EAI_AGAIN)\)/),
  },
  {
    title: 'a certificate that nobody trusts',
    resource: tenant => untrusted(tenant),
    reads: everywhere(/certificate of the address is not trusted .* Nothing was sent/),
  },
  {
    title: 'slow headers',
    fault: { kind: 'delay', ms: 20 * PATIENCE_MS },
    deletedAllTheSame: true,
    orphan: true,
    reads: { ...everywhere(/did not answer in time/), create: lost },
  },
  {
    title: 'slow headers once',
    fault: { kind: 'delay', ms: 20 * PATIENCE_MS },
    times: 1,
    orphan: true,
    // the repetition of a delete finds nothing left
    reads: { ...everywhere('done'), create: lost },
  },
  {
    title: 'a service that is slow to do it',
    fault: { kind: 'delay', ms: 20 * PATIENCE_MS, before: true },
    reads: {
      ...everywhere(/did not answer in time/),
      create: /did not answer in time.* it may still appear/,
    },
  },
  {
    title: 'slow body',
    fault: { kind: 'stall' },
    orphan: true,
    deletedAllTheSame: true,
    reads: { ...everywhere(/did not answer in time/), create: lost },
  },
  {
    title: '401, again and again',
    fault: answer(401),
    reads: everywhere(/does not accept the sign-in any more\. Sign in again/),
  },
  { title: '401 once', fault: answer(401), times: 1, reads: everywhere('done') },
  {
    title: '403',
    fault: answer(403, { headers: json, body: said }),
    reads: everywhere(
      /needs the role Tenant Administrator.* It says: The role is missing\. Ask for it\. \(operation op-7\)/,
    ),
  },
  {
    title: '405',
    fault: answer(405),
    reads: everywhere(/regional address.* changed at the global address: https:\/\/uswe\.datahub/),
  },
  {
    title: '408 before it took effect',
    fault: answer(408),
    reads: {
      ...everywhere(/did not answer in time/),
      create: /did not answer in time.* it may still appear/,
    },
  },
  {
    title: '408 after it took effect',
    fault: answer(408, { afterEffect: true }),
    times: 1,
    orphan: true,
    reads: { ...everywhere('done'), create: lost },
  },
  {
    title: '429 once',
    fault: answer(429, { headers: { 'retry-after': '2' } }),
    times: 1,
    reads: everywhere('done'),
  },
  {
    title: '429 for longer than anybody waits',
    fault: answer(429, { headers: { 'retry-after': '90' } }),
    reads: everywhere(/asked too often\. Try again in 90 s/),
  },
  {
    title: '500',
    fault: answer(500),
    reads: { ...everywhere(/The service failed/), create: /The service failed\. Nothing was created/ },
  },
  {
    title: '503 with Retry-After, once',
    fault: answer(503, { headers: { 'retry-after': '1' } }),
    times: 1,
    reads: everywhere('done'),
  },
  { title: '503', fault: answer(503), reads: everywhere(/not available at the moment\. Try again later/) },
  {
    title: 'a web page for an answer',
    fault: answer(200, html),
    reads: {
      list: /answered with a web page/,
      create: /a web page.* Nothing was created/,
      delete: /a web page/,
    },
  },
  {
    title: 'a web page for an error',
    fault: answer(502, html),
    reads: { ...everywhere(/not available/), create: /not available.* Nothing was created/ },
  },
  {
    title: 'an empty answer',
    fault: answer(200),
    reads: { list: /cannot be read/, create: /cannot be read\. Nothing was created/, delete: 'done' },
  },
  {
    title: 'a truncated answer',
    fault: { kind: 'truncate' },
    orphan: true,
    reads: { list: /cannot be read/, create: lost, delete: 'done' },
  },
  {
    title: '207',
    fault: answer(207, {
      headers: { ...json, 'total-count': '2' },
      body: JSON.stringify({ OperationId: 'op-8', ChildErrors: [{ Reason: 'One is locked.' }], Data: [] }),
    }),
    reads: {
      list: /some are missing here\. It says: One is locked\. \(operation op-8\)/,
      create: /cannot be read/,
      delete: 'done',
    },
  },
  { title: 'a clock that is ten minutes fast', skewMs: SKEW_MS, reads: everywhere('done') },
  { title: 'a clock that is ten minutes slow', skewMs: -SKEW_MS, reads: everywhere('done') },
];

const fronts: FaultyProxy[] = [];

async function untrusted(tenant: LocalTenant): Promise<string> {
  const authority = await privateAuthority();
  const front = await startFaultyProxy(tenant.resource, { tls: await authority.issue('localhost') });
  fronts.push(front);
  return `https://localhost:${front.port}`;
}

describe('what a user reads, and what has happened then', () => {
  const realNow = Date.now;
  const dispatcher = new HttpDispatcher({
    connectTimeoutMs: 5000,
    headersTimeoutMs: PATIENCE_MS,
    bodyTimeoutMs: PATIENCE_MS,
  });
  let tenant: LocalTenant;
  let proxy: FaultyProxy;
  /** Sees what is really there, past everything that goes wrong. */
  let truth: IdentityService;
  let roleIds: readonly string[];

  before(async () => {
    tenant = await startLocalTenant();
    truth = serviceOf(tenant, dispatcher);
    roleIds = (await truth.roles()).filter(({ name }) => name === 'Tenant Member').map(({ id }) => id);
  });
  after(async () => {
    await dispatcher.dispose();
    await tenant.stop();
  });
  beforeEach(async () => {
    proxy = await startFaultyProxy(tenant.resource);
  });
  afterEach(async () => {
    Date.now = realNow;
    for (const front of fronts.splice(0)) await front.dispose();
    await proxy.dispose();
  });

  const order = (service: IdentityService, clientId: string, name: string) =>
    newClientOrder(
      'clientCredentials',
      { name, roleIds, accessTokenLifetimeSeconds: 3600, secretDescription: '' },
      { service, resource: tenant.resource, tenantId: tenant.tenantId, clientId },
    );

  async function serviceBehind(row: Row): Promise<IdentityService> {
    const resource = row.resource ? await row.resource(tenant) : proxy.resource;
    if (row.skewMs !== undefined) Date.now = () => realNow() + (row.skewMs ?? 0);
    const slot = unkeptSignIn(clientRecord(tenant.clientSecret));
    return serviceWith(connectionTo({ ...tenant, resource }), slot, sessionSurroundings(dispatcher));
  }

  /** Carries an operation out, and returns what the user reads, with the error. */
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

  const attempts = (operation: Operation, path: RegExp) =>
    proxy.requests.filter(request => request.method === METHODS[operation] && path.test(request.path));

  const exists = async (id: string) =>
    truth.client('clientCredentials', id).then(
      () => true,
      () => false,
    );

  const operations: Readonly<Record<Operation, (row: Row, service: IdentityService) => Promise<void>>> = {
    async list(row, service) {
      const { reads } = await outcome(() =>
        service.clientPage('clientCredentials', { skip: 0, count: 1000 }),
      );
      assertReads(reads, row.reads.list);
    },

    async create(row, service) {
      const id = randomUUID();
      let secret: string | undefined;
      const { reads, error } = await outcome(async () => {
        secret = (await order(service, id, row.title).create(NO_JOURNAL.begin)).secret.reveal();
      });
      assertReads(reads, row.reads.create);
      const isOrphan = row.orphan === true;
      assert.equal(await exists(id), reads === 'done' || isOrphan, 'there is what the user was told');
      if (secret) assert.match(await clientToken(tenant, id, secret), /^eyJ/);
      if (isOrphan)
        assert.deepEqual(error instanceof CredentialsError && error.orphan, {
          type: 'clientCredentials',
          clientId: id,
        });
      // never sent again unless the service said that it did not carry it out
      const reached = attempts('create', /\/ClientCredentialClients$/).filter(
        ({ fault }) => fault === undefined || fault === 'dropAnswer' || fault === 'delay',
      );
      assert.ok(reached.length <= 1, 'nothing was done twice');
    },

    async delete(row, service) {
      const { clientId } = await order(truth, randomUUID(), row.title).create(NO_JOURNAL.begin);
      const { reads } = await outcome(() => service.deleteClient('clientCredentials', clientId));
      assertReads(reads, row.reads.delete);
      if (reads === 'done' && row.fault?.kind === 'answer' && row.times === undefined) return;
      assert.equal(await exists(clientId), reads !== 'done' && row.deletedAllTheSame !== true);
    },
  };

  for (const row of ROWS) {
    for (const operation of ['list', 'create', 'delete'] as const) {
      it(`${row.title}: ${operation}`, async () => {
        if (row.fault) {
          const path =
            operation === 'delete' ? /\/ClientCredentialClients\/[^/]+$/ : /\/ClientCredentialClients(\?|$)/;
          const { fault, times = Number.POSITIVE_INFINITY } = row;
          proxy.inject({ method: METHODS[operation], path, fault, times });
        }
        await operations[operation](row, await serviceBehind(row));
      });
    }
  }
});

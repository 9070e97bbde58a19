import assert from 'node:assert/strict';
import { ADMINISTRATOR_ROLE_TYPE_ID, MEMBER_ROLE_TYPE_ID } from '../../../src/service/model/builtInRoles.ts';
import { type LocalTenant, startLocalTenant } from '../../support/localTenant.ts';
import { type ApiCaller, administratorCaller, apiCaller, createdClient, forgedToken } from './apiCaller.ts';

/** Who may call, each stronger in another way: `self` is the client itself without any role. */
const CALLERS = ['anonymous', 'noRole', 'otherClient', 'member', 'self', 'administrator'] as const;
type CallerName = (typeof CALLERS)[number];

interface Target {
  readonly clientId: string;
  readonly secretId: number;
  readonly roleId: string;
}

interface Row {
  readonly call: string;
  readonly path: (target: Target) => string;
  readonly body?: (target: Target) => unknown;
  /** Status for each caller, in the order of CALLERS. */
  readonly statuses: readonly [number, number, number, number, number, number];
}

const client = ({ clientId }: Target) => `/ClientCredentialClients/${clientId}`;
const secrets = (target: Target) => `${client(target)}/Secrets`;
const secret = (target: Target) => `${secrets(target)}/${target.secretId}`;
const clientRoles = (target: Target) => `${client(target)}/Roles`;

const ROWS: readonly Row[] = [
  { call: 'GET tenant', path: () => '', statuses: [401, 403, 403, 200, 403, 200] },
  { call: 'HEAD tenant', path: () => '', statuses: [401, 403, 403, 204, 403, 204] },
  { call: 'GET roles', path: () => '/Roles', statuses: [401, 403, 403, 200, 403, 200] },
  {
    call: 'GET one role',
    path: ({ roleId }) => `/Roles/${roleId}`,
    statuses: [401, 403, 403, 200, 403, 200],
  },
  { call: 'GET clients', path: () => '/ClientCredentialClients', statuses: [401, 403, 403, 200, 403, 200] },
  { call: 'HEAD clients', path: () => '/ClientCredentialClients', statuses: [401, 403, 403, 200, 403, 200] },
  {
    call: 'POST clients',
    path: () => '/ClientCredentialClients',
    body: ({ roleId }) => ({ Name: 'New', RoleIds: [roleId] }),
    statuses: [401, 403, 403, 403, 403, 201],
  },
  { call: 'GET one client', path: client, statuses: [401, 403, 403, 200, 200, 200] },
  { call: 'HEAD one client', path: client, statuses: [401, 403, 403, 200, 200, 200] },
  {
    call: 'PUT one client',
    path: client,
    body: () => ({ Name: 'Renamed' }),
    statuses: [401, 403, 403, 403, 403, 200],
  },
  { call: 'DELETE one client', path: client, statuses: [401, 403, 403, 403, 403, 204] },
  { call: "GET a client's roles", path: clientRoles, statuses: [401, 403, 403, 200, 200, 200] },
  {
    call: "PUT a client's roles",
    path: clientRoles,
    body: ({ roleId }) => [roleId],
    statuses: [401, 403, 403, 403, 403, 200],
  },
  { call: 'GET secrets', path: secrets, statuses: [401, 403, 403, 403, 200, 200] },
  { call: 'HEAD secrets', path: secrets, statuses: [401, 403, 403, 403, 200, 200] },
  { call: 'POST secrets', path: secrets, body: () => ({}), statuses: [401, 403, 403, 403, 201, 201] },
  { call: 'GET one secret', path: secret, statuses: [401, 403, 403, 403, 200, 200] },
  { call: 'HEAD one secret', path: secret, statuses: [401, 403, 403, 403, 200, 200] },
  { call: 'PUT one secret', path: secret, body: () => ({}), statuses: [401, 403, 403, 403, 403, 200] },
  { call: 'DELETE one secret', path: secret, statuses: [401, 403, 403, 403, 204, 204] },
];

describe('local tenant: who may do what (documentation: "Allowed for these roles")', () => {
  let tenant: LocalTenant;
  let asAdministrator: ApiCaller;
  let roleId: string;

  before(async () => {
    tenant = await startLocalTenant();
    asAdministrator = await administratorCaller(tenant);
    roleId = (await createdClient(asAdministrator)).Client.RoleIds[0];
  });
  after(() => tenant.stop());

  const tokenOf = (caller: CallerName, target: Target): Promise<string> | undefined => {
    const claims: Record<Exclude<CallerName, 'anonymous'>, Record<string, unknown>> = {
      noRole: {},
      otherClient: { client_id: '00000000-0000-4000-8000-000000000000' },
      member: { role_type: [MEMBER_ROLE_TYPE_ID] },
      self: { client_id: target.clientId },
      // a single role comes as a text from some issuers
      administrator: { role_type: ADMINISTRATOR_ROLE_TYPE_ID },
    };
    return caller === 'anonymous' ? undefined : forgedToken(tenant, { claims: claims[caller] });
  };

  for (const { call, path, body, statuses } of ROWS) {
    for (const [index, caller] of CALLERS.entries()) {
      it(`${call} as ${caller}: ${statuses[index]}`, async () => {
        const created = await createdClient(asAdministrator);
        const target = { clientId: created.Client.Id, secretId: created.Id, roleId };
        const [method = ''] = call.split(' ');
        const as = apiCaller(tenant, await tokenOf(caller, target));
        const answer = await as(method, path(target), body?.(target));
        assert.equal(answer.status, statuses[index], JSON.stringify(answer.body));
        if (method === 'HEAD' || answer.status === 204) assert.equal(answer.body, undefined);
        else if (answer.status >= 400) assertErrorBody(answer.body);
      });
    }
  }

  it('names the role that is missing', async () => {
    const as = apiCaller(tenant, await forgedToken(tenant));
    assert.match((await as('GET', '')).body.Resolution, /Tenant Member/);
  });

  const badTokens = {
    'another audience': { audience: 'another' },
    'another issuer': { issuer: 'http://127.0.0.1:1/identity' },
    'another type of token': { type: 'JWT' },
    'no longer valid': { expiresIn: -1 },
  };
  for (const [name, forged] of Object.entries(badTokens)) {
    it(`401 for a token with our signature and ${name}`, async () => {
      const claims = { role_type: [ADMINISTRATOR_ROLE_TYPE_ID] };
      const answer = await apiCaller(tenant, await forgedToken(tenant, { ...forged, claims }))('GET', '');
      assert.equal(answer.status, 401);
      assert.equal(answer.headers.get('WWW-Authenticate'), 'Bearer');
      assert.equal(/expired/.test(answer.body.Reason), name === 'no longer valid');
    });
  }

  it('401 for a token with a changed claim, without a signature, and for no token at all', async () => {
    const good = await forgedToken(tenant);
    const [header = '', , signature = ''] = good.split('.');
    const claims = { tid: tenant.tenantId, client_id: 'x', role_type: [ADMINISTRATOR_ROLE_TYPE_ID] };
    const changed = Buffer.from(JSON.stringify({ ...claims, aud: 'ocsapi' })).toString('base64url');
    const unsigned = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
    for (const token of [`${header}.${changed}.${signature}`, `${unsigned}.${changed}.`, 'nonsense', '']) {
      assert.equal((await apiCaller(tenant, token)('GET', '')).status, 401, token);
    }
  });

  it("403 for another tenant's id in the address, whatever the role", async () => {
    const token = await forgedToken(tenant, { claims: { role_type: [ADMINISTRATOR_ROLE_TYPE_ID] } });
    const other = { ...tenant, tenantId: '00000000-0000-4000-8000-000000000001' };
    const answer = await apiCaller(other, token)('GET', '/ClientCredentialClients');
    assert.equal(answer.status, 403);
    assert.match(answer.body.Resolution, new RegExp(tenant.tenantId));
  });
});

function assertErrorBody(body: Record<string, unknown>): void {
  assert.deepEqual(Object.keys(body), ['OperationId', 'Error', 'Reason', 'Resolution']);
  for (const value of Object.values(body)) assert.ok(typeof value === 'string' && value.length > 5);
}

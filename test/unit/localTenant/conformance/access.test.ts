import assert from 'node:assert/strict';
import { ROUTES } from '../../../../src/localTenant/api/routeTable.ts';
import {
  ADMINISTRATOR_ROLE_TYPE_ID,
  MEMBER_ROLE_TYPE_ID,
} from '../../../../src/service/model/builtInRoles.ts';
import { type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { type ApiCaller, administratorCaller, apiCaller, createdClient, forgedToken } from '../apiCaller.ts';
import { CLIENT_TYPE_CASES, createdOfType } from './clientTypeCases.ts';

/** The callers, with different rights; `self` is the client itself without any role. */
const CALLERS = ['anonymous', 'noRole', 'otherClient', 'member', 'self', 'administrator'] as const;
type CallerName = (typeof CALLERS)[number];

type Statuses = readonly [number, number, number, number, number, number];

/** The status for each caller, in the order of CALLERS, by who is allowed; `done` is the status of success. */
const ALLOWED: Readonly<Record<string, (done: number) => Statuses>> = {
  member: done => [401, 403, 403, done, 403, done],
  memberOrSelf: done => [401, 403, 403, done, done, done],
  administrator: done => [401, 403, 403, 403, 403, done],
  administratorOrSelf: done => [401, 403, 403, 403, done, done],
  // Only a client that is mapped, whatever the roles.
  mapped: done => [401, 403, 403, 403, done, 403],
};

interface Target {
  readonly clientId: string;
  readonly secretId: number;
  readonly roleId: string;
  readonly userId: string;
  readonly invitationId: string;
  readonly namespaceId: string;
  readonly connectionId: string;
}

interface Row {
  /** Method and path, as the documentation writes them. */
  readonly call: string;
  readonly allowed: keyof typeof ALLOWED;
  readonly done: number;
  readonly body?: (target: Target) => unknown;
}

const EMPTY = () => ({});

const USERS: readonly Row[] = [
  { call: 'GET Users', allowed: 'member', done: 200 },
  { call: 'HEAD Users', allowed: 'member', done: 200 },
  { call: 'POST Users', allowed: 'administrator', done: 201, body: EMPTY },
  { call: 'GET Users/Status', allowed: 'member', done: 200 },
  { call: 'GET Users/{userId}', allowed: 'memberOrSelf', done: 200 },
  { call: 'HEAD Users/{userId}', allowed: 'memberOrSelf', done: 200 },
  { call: 'PUT Users/{userId}', allowed: 'administrator', done: 200, body: EMPTY },
  { call: 'DELETE Users/{userId}', allowed: 'administrator', done: 204 },
  { call: 'GET Users/{userId}/Roles', allowed: 'memberOrSelf', done: 200 },
  { call: 'HEAD Users/{userId}/Roles', allowed: 'memberOrSelf', done: 200 },
  {
    call: 'PUT Users/{userId}/Roles',
    allowed: 'administrator',
    done: 200,
    body: ({ roleId }) => [roleId],
  },
  { call: 'GET Users/{userId}/Status', allowed: 'memberOrSelf', done: 200 },
  { call: 'GET Users/{userId}/Preferences', allowed: 'administratorOrSelf', done: 200 },
  { call: 'HEAD Users/{userId}/Preferences', allowed: 'administratorOrSelf', done: 200 },
  { call: 'PUT Users/{userId}/Preferences', allowed: 'administratorOrSelf', done: 200, body: EMPTY },
  { call: 'GET Users/{userId}/Invitation', allowed: 'administrator', done: 200 },
  { call: 'HEAD Users/{userId}/Invitation', allowed: 'administrator', done: 200 },
  // The user has one already.
  { call: 'POST Users/{userId}/Invitation', allowed: 'administrator', done: 409, body: EMPTY },
  { call: 'PUT Users/{userId}/Invitation', allowed: 'administrator', done: 200, body: EMPTY },
  { call: 'DELETE Users/{userId}/Invitation', allowed: 'administrator', done: 204 },
  { call: 'GET Invitations', allowed: 'administrator', done: 200 },
  { call: 'HEAD Invitations', allowed: 'administrator', done: 200 },
  { call: 'GET Invitations/{invitationId}', allowed: 'administrator', done: 200 },
  { call: 'HEAD Invitations/{invitationId}', allowed: 'administrator', done: 200 },
  { call: 'PUT Invitations/{invitationId}', allowed: 'administrator', done: 200, body: EMPTY },
  { call: 'DELETE Invitations/{invitationId}', allowed: 'administrator', done: 204 },
];

const CONNECTIONS = 'Namespaces/{namespaceId}/omfConnections';
const NAMESPACES: readonly Row[] = [
  { call: 'GET Namespaces', allowed: 'member', done: 200 },
  { call: 'GET Namespaces/{namespaceId}', allowed: 'member', done: 200 },
  { call: `GET ${CONNECTIONS}`, allowed: 'member', done: 200 },
  { call: `POST ${CONNECTIONS}`, allowed: 'administrator', done: 202, body: () => ({ ClientIds: [] }) },
  { call: `GET ${CONNECTIONS}/{connectionId}`, allowed: 'member', done: 200 },
  { call: `PUT ${CONNECTIONS}/{connectionId}`, allowed: 'administrator', done: 200, body: EMPTY },
  { call: `DELETE ${CONNECTIONS}/{connectionId}`, allowed: 'administrator', done: 202 },
  { call: 'POST Namespaces/{namespaceId}/omf', allowed: 'mapped', done: 202, body: () => [] },
];

const CLIENT_CREDENTIALS: readonly Row[] = [
  { call: 'GET Clients/{clientId}/Roles', allowed: 'memberOrSelf', done: 200 },
  { call: 'HEAD Clients/{clientId}/Roles', allowed: 'memberOrSelf', done: 200 },
  {
    call: 'PUT Clients/{clientId}/Roles',
    allowed: 'administrator',
    done: 200,
    body: ({ roleId }) => [roleId],
  },
  { call: 'GET ClientCredentialClients/{clientId}/Roles', allowed: 'memberOrSelf', done: 200 },
  {
    call: 'PUT ClientCredentialClients/{clientId}/Roles',
    allowed: 'administrator',
    done: 200,
    body: ({ roleId }) => [roleId],
  },
];

const EVERY_TYPE: readonly Row[] = CLIENT_TYPE_CASES.flatMap(({ segment, required }): Row[] => [
  { call: `GET ${segment}`, allowed: 'member', done: 200 },
  { call: `HEAD ${segment}`, allowed: 'member', done: 200 },
  {
    call: `POST ${segment}`,
    allowed: 'administrator',
    done: 201,
    body: ({ roleId }) => ({ Name: 'New', RoleIds: [roleId], ...required }),
  },
  { call: `GET ${segment}/{clientId}`, allowed: 'memberOrSelf', done: 200 },
  { call: `HEAD ${segment}/{clientId}`, allowed: 'memberOrSelf', done: 200 },
  { call: `PUT ${segment}/{clientId}`, allowed: 'administrator', done: 200, body: EMPTY },
  { call: `DELETE ${segment}/{clientId}`, allowed: 'administrator', done: 204 },
]);

const SECRETS: readonly Row[] = [
  { segment: 'ClientCredentialClients', allowed: 'administratorOrSelf' } as const,
  { segment: 'HybridClients', allowed: 'administrator' } as const,
].flatMap(({ segment, allowed }): Row[] => [
  { call: `GET ${segment}/{clientId}/Secrets`, allowed, done: 200 },
  { call: `HEAD ${segment}/{clientId}/Secrets`, allowed, done: 200 },
  { call: `POST ${segment}/{clientId}/Secrets`, allowed, done: 201, body: () => ({ Expires: false }) },
  { call: `GET ${segment}/{clientId}/Secrets/{secretId}`, allowed, done: 200 },
  { call: `HEAD ${segment}/{clientId}/Secrets/{secretId}`, allowed, done: 200 },
  { call: `PUT ${segment}/{clientId}/Secrets/{secretId}`, allowed: 'administrator', done: 200, body: EMPTY },
  { call: `DELETE ${segment}/{clientId}/Secrets/{secretId}`, allowed, done: 204 },
]);

const ROWS: readonly Row[] = [
  { call: 'GET ', allowed: 'member', done: 200 },
  { call: 'HEAD ', allowed: 'member', done: 204 },
  { call: 'GET Roles', allowed: 'member', done: 200 },
  { call: 'HEAD Roles', allowed: 'member', done: 200 },
  { call: 'POST Roles', allowed: 'administrator', done: 201, body: () => ({ Name: 'New' }) },
  { call: 'GET Roles/{roleId}', allowed: 'member', done: 200 },
  // Built in, so callers who may change roles are refused with another status than 403.
  { call: 'PUT Roles/{roleId}', allowed: 'administrator', done: 400, body: EMPTY },
  { call: 'DELETE Roles/{roleId}', allowed: 'administrator', done: 400 },
  { call: 'GET Roles/{roleId}/clientcredentialclients', allowed: 'member', done: 200 },
  { call: 'GET Roles/{roleId}/users', allowed: 'member', done: 200 },
  { call: 'HEAD Roles/{roleId}/users', allowed: 'member', done: 200 },
  { call: 'GET Regions', allowed: 'member', done: 200 },
  ...USERS,
  ...NAMESPACES,
  ...CLIENT_CREDENTIALS,
  ...EVERY_TYPE,
  ...SECRETS,
];

describe('service-api › who may do what (documentation: "Allowed for these roles")', () => {
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
      self: target.userId === '' ? { client_id: target.clientId } : { sub: target.userId },
      // Some issuers write a single role as a text.
      administrator: { role_type: ADMINISTRATOR_ROLE_TYPE_ID },
    };
    return caller === 'anonymous' ? undefined : forgedToken(tenant, { claims: claims[caller] });
  };

  it('has a row for every route', () => {
    const rows = new Set(ROWS.map(row => row.call));
    const missing = ROUTES.map(({ method, path }) => `${method} ${path}`).filter(call => !rows.has(call));
    assert.deepEqual(missing, []);
  });

  /**
   * Creates what a call needs: an invited user; or a client of the type in its path, with a secret if the type has secrets; or
   * a client that is mapped to an OMF connection.
   */
  async function newTarget(path: string): Promise<Target> {
    const nothing = { clientId: '', secretId: 0, roleId, userId: '', invitationId: '' };
    const noNamespace = { namespaceId: '', connectionId: '' };
    if (/^(Users|Invitations)\//.test(path)) {
      const userId = (await asAdministrator('POST', '/Users', {})).body.Id;
      const invitation = await asAdministrator('POST', `/Users/${userId}/Invitation`);
      return { ...nothing, ...noNamespace, userId, invitationId: invitation.body.Id };
    }
    const type = CLIENT_TYPE_CASES.find(({ segment }) => path.startsWith(`${segment}/`));
    const needsClient = /^(Clients|Namespaces)\//.test(path) ? CLIENT_TYPE_CASES[0] : undefined;
    if (!type && !needsClient) return { ...nothing, ...noNamespace };
    const { client, secretId } = await createdOfType(asAdministrator, type ?? needsClient ?? assert.fail());
    const target = { ...nothing, ...noNamespace, clientId: client.Id, secretId };
    if (!path.startsWith('Namespaces/')) return target;
    const connection = { ClientIds: [client.Id] };
    const { body } = await asAdministrator('POST', '/Namespaces/default/omfConnections', connection);
    return { ...target, namespaceId: 'default', connectionId: body.Id };
  }

  for (const { call, allowed, done, body } of ROWS) {
    const statuses = ALLOWED[allowed]?.(done) ?? [];
    for (const [index, caller] of CALLERS.entries()) {
      it(`${call} as ${caller}: ${statuses[index]}`, async () => {
        const [method = '', path = ''] = call.split(' ');
        const target = await newTarget(path);
        const filled = path.replaceAll(/\{(\w+)\}/g, (_whole, name) => String(target[name as keyof Target]));
        const as = apiCaller(tenant, await tokenOf(caller, target));
        const answer = await as(method, filled === '' ? '' : `/${filled}`, body?.(target));
        assert.equal(answer.status, statuses[index], JSON.stringify(answer.body));
        if (method === 'HEAD' || answer.status === 204) assert.equal(answer.body, undefined);
        else if (answer.status >= 400) assertErrorBody(answer.body);
      });
    }
  }

  it('names the missing role', async () => {
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

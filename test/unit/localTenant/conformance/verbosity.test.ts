import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import {
  administratorToken,
  type LocalTenant,
  startLocalTenant,
} from '../../../support/tenant/localTenant.ts';
import { type ApiCaller, administratorCaller, apiCaller } from '../apiCaller.ts';
import { CLIENT_TYPE_CASES, createdOfType } from './clientTypeCases.ts';

/** Returns a value as JSON without the properties that are null. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, property]) => property !== null);
  return Object.fromEntries(kept.map(([name, property]) => [name, withoutNulls(property)]));
}

describe('service-api › Addresses › Accept-Verbosity', () => {
  let tenant: LocalTenant;
  let verbose: ApiCaller;
  let token: string;

  before(async () => {
    tenant = await startLocalTenant();
    verbose = await administratorCaller(tenant);
    token = await administratorToken(tenant);
  });
  after(() => tenant.stop());

  const paths = async () => {
    const made = [];
    for (const type of CLIENT_TYPE_CASES) {
      const { client, secretId } = await createdOfType(verbose, type);
      made.push(`/${type.segment}/${client.Id}`, `/${type.segment}`);
      if (type.hasSecrets) made.push(`/${type.segment}/${client.Id}/Secrets/${secretId}`);
    }
    const [role] = (await verbose('GET', '/Roles')).body;
    made.push('', '/Roles', `/Roles/${role.Id}`, '/ClientCredentialClients?id=nobody');
    const user = (await verbose('POST', '/Users', {})).body.Id;
    await verbose('POST', `/Users/${user}/Invitation`);
    made.push('/Users', `/Users/${user}`, '/Users?id=nobody', `/Users/${user}/Status`);
    made.push('/Users/Status', '/Invitations', `/Users/${user}/Invitation`);
    const connections = '/Namespaces/default/omfConnections';
    const connection = (await verbose('POST', connections, { ClientIds: [] })).body.Id;
    return [...made, connections, `${connections}/${connection}`];
  };

  /** Returns the body without ids that differ from answer to answer. */
  const bodyOf = async (call: ApiCaller, path: string) => {
    const { body } = await call('GET', path);
    for (const error of [body, ...(body.ChildErrors ?? [])]) delete error.OperationId;
    return body;
  };

  for (const verbosity of [undefined, 'non-verbose', '']) {
    it(`properties that are null, and no others, are left out with Accept-Verbosity: ${verbosity}`, async () => {
      const brief = apiCaller(
        tenant,
        token,
        verbosity === undefined ? {} : { 'Accept-Verbosity': verbosity },
      );
      let differing = 0;
      for (const path of await paths()) {
        const whole = await bodyOf(verbose, path);
        const short = await bodyOf(brief, path);
        assert.deepEqual(short, withoutNulls(whole), path);
        differing += Number(!isDeepStrictEqual(short, whole));
      }
      assert.ok(differing > 16, String(differing));
    });
  }

  it('properties that are null are there with Accept-Verbosity: Verbose', async () => {
    const whole = apiCaller(tenant, token, { 'Accept-Verbosity': ' Verbose' });
    const { body } = await whole('POST', '/DeviceCodeClients', { Name: 'Display' });
    assert.deepEqual([body.ClientUri, body.LogoUri], [null, null]);
  });

  it('answers to POST and PUT leave null out as well', async () => {
    const brief = apiCaller(tenant, token, {});
    const { body } = await brief('POST', '/DeviceCodeClients', { Name: 'Display' });
    assert.deepEqual(body, {
      Id: body.Id,
      Name: 'Display',
      Enabled: true,
      AccessTokenLifetime: 3600,
      Tags: [],
      DeviceCodeLifetime: 300,
    });
    assert.deepEqual((await brief('PUT', `/DeviceCodeClients/${body.Id}`, {})).body, body);
  });
});

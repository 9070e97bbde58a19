import assert from 'node:assert/strict';
import {
  type ConnectionReport,
  isRegional,
  testConnection,
} from '../../../../../src/credentials/connections/checks/testConnection.ts';
import { GLOBAL_RESOURCE } from '../../../../../src/credentials/connections/connection.ts';
import { connectionTokens } from '../../../../../src/credentials/connections/connectionTokens.ts';
import { serviceWith } from '../../../../../src/credentials/connections/session.ts';
import { holdInMemory } from '../../../../../src/credentials/connections/signInRecords.ts';
import { connectionReportInWords } from '../../../../../src/editor/features/connections/connectionReportWords.ts';
import { HttpDispatcher } from '../../../../../src/network/httpDispatcher.ts';
import { SecretText } from '../../../../../src/secret/secretText.ts';
import type { Region } from '../../../../../src/service/model/region.ts';
import { ServiceError } from '../../../../../src/service/serviceError.ts';
import { clientRecord, connectionTo, sessionSurroundings } from '../../../../support/credentials/sessions.ts';
import { type LocalTenant, startLocalTenant } from '../../../../support/tenant/localTenant.ts';
import { administratorCaller } from '../../../localTenant/apiCaller.ts';

describe('testing a connection, at the local tenant', () => {
  const dispatcher = new HttpDispatcher();
  let tenant: LocalTenant;

  before(async () => {
    tenant = await startLocalTenant();
  });
  after(async () => {
    await dispatcher.dispose();
    await tenant.stop();
  });

  async function report(clientId: string, clientSecret: string): Promise<ConnectionReport> {
    const surroundings = sessionSurroundings(dispatcher);
    const connection = connectionTo(tenant, { method: 'client', clientId });
    const slot = holdInMemory(clientRecord(clientSecret));
    const token = await connectionTokens(connection, slot, surroundings).issuedToken();
    return testConnection(connection, serviceWith(connection, slot, surroundings), token);
  }

  it('recognizes an administrator', async () => {
    const { roleTypeIds, ...found } = await report(tenant.clientId, tenant.clientSecret);
    assert.equal(roleTypeIds?.length, 2);
    assert.deepEqual(found, {
      tokenLifetimeSeconds: 3600,
      isMember: true,
      isAdministrator: true,
      isSelf: true,
      isOtherTenant: false,
      isRegional: false,
      writeAddress: tenant.resource,
    });
  });

  it('recognizes a member that can manage its own secrets', async () => {
    const call = await administratorCaller(tenant);
    const roles = (await call('GET', '/Roles')).body as { Id: string; Name: string }[];
    const RoleIds = roles.filter(({ Name }) => Name === 'Tenant Member').map(({ Id }) => Id);
    const { body } = await call('POST', '/ClientCredentialClients', { Name: 'Gateway', RoleIds });
    const { isMember, isAdministrator, isSelf } = await report(body.Client.Id, body.Secret);
    assert.deepEqual(
      { isMember, isAdministrator, isSelf },
      { isMember: true, isAdministrator: false, isSelf: true },
    );
  });

  it('rejects when it cannot be tested', async () => {
    await assert.rejects(report(tenant.clientId, 'wrong'), { code: 'wrongSecret' });
  });

  const whole: ConnectionReport = {
    tokenLifetimeSeconds: 3599.5,
    isMember: true,
    isAdministrator: true,
    isSelf: undefined,
    isOtherTenant: false,
    isRegional: false,
  };
  const words: readonly [string, Partial<ConnectionReport>, RegExp][] = [
    ['how long the token is valid', {}, /valid for 59 min/],
    ['that nothing is missing', {}, /✓ Tenant Member[^✗]*✓ Tenant Administrator[^✗]*$/],
    ['that Tenant Member is missing', { isMember: false }, /✗ The Tenant Member role is missing/],
    [
      'that Tenant Administrator is missing',
      { isAdministrator: false },
      /✗ The Tenant Administrator role is missing/,
    ],
    ['that it cannot tell', { isAdministrator: undefined }, /\? The token doesn’t say/],
    ['that it is the client itself', { isSelf: true }, /✓ Self/],
    ['that Self is missing', { isSelf: false }, /✗ This client can’t manage its own secrets/],
    ['that the token is for another tenant', { isOtherTenant: true }, /✗ The token is for another tenant/],
    ['that the address takes no changes', { isRegional: true }, /✗ This address is read-only/],
  ];
  for (const [title, facts, expected] of words) {
    it(`reports ${title}`, () => {
      assert.match(connectionReportInWords(connectionTo(tenant), { ...whole, ...facts }), expected);
    });
  }

  const REGIONAL = 'https://euno.datahub.connect.aveva.com';
  const addresses: readonly (readonly [
    title: string,
    resource: string,
    regions: readonly Region[] | 'refused',
    expected: Pick<ConnectionReport, 'isRegional' | 'writeAddress'>,
  ])[] = [
    [
      'a regional address by its name when the service does not say',
      REGIONAL,
      'refused',
      { isRegional: true, writeAddress: GLOBAL_RESOURCE },
    ],
    [
      'as the service says, whatever the name',
      REGIONAL,
      [{ id: 'e', baseAddress: `${REGIONAL}/`, acceptsWrites: true }],
      { isRegional: false, writeAddress: REGIONAL },
    ],
    [
      'which address accepts changes instead',
      'https://read.example',
      [
        { id: 'r', baseAddress: 'https://read.example', acceptsWrites: false },
        { id: 'w', baseAddress: 'https://write.example', acceptsWrites: true },
      ],
      { isRegional: true, writeAddress: 'https://write.example' },
    ],
    [
      'nothing of an address that the service does not name',
      'https://alias.example',
      [{ id: 'w', baseAddress: 'https://write.example', acceptsWrites: true }],
      { isRegional: false, writeAddress: 'https://write.example' },
    ],
    [
      'no address of another installation',
      'https://own.example',
      'refused',
      { isRegional: false, writeAddress: undefined },
    ],
  ];
  for (const [title, resource, regions, expected] of addresses) {
    it(`recognizes ${title}`, async () => {
      const service = {
        tenant: async () => ({ id: 't', companyName: '', alias: '' }),
        secrets: async () => [],
        regions: async () =>
          regions === 'refused' ? Promise.reject(new ServiceError('forbidden')) : regions,
      };
      const connection = { ...connectionTo(tenant), resource };
      const token = { value: new SecretText('opaque'), lifetimeSeconds: 60 };
      const { isRegional: isRegionalNow, writeAddress } = await testConnection(connection, service, token);
      assert.deepEqual({ isRegional: isRegionalNow, writeAddress }, expected);
      assert.equal(
        connectionReportInWords(connection, { ...whole, ...expected }).includes('read-only'),
        expected.isRegional,
      );
    });
  }

  it('recognizes regional addresses by their name', () => {
    assert.equal(isRegional('https://euno.datahub.connect.aveva.com'), true);
    assert.equal(isRegional('https://uswe.datahub.connect.aveva.com'), false);
    assert.equal(isRegional('https://datahub.connect.aveva.com.evil.example'), false);
    assert.equal(isRegional('http://127.0.0.1:5005'), false);
  });
});

import assert from 'node:assert/strict';
import { IdentityService } from '../../../src/service/identityService.ts';
import type { ClientDraft } from '../../../src/service/model/client.ts';
import { DEFAULT_SETTINGS } from '../../../src/service/model/clientSettings.ts';
import type { ServiceRequest } from '../../../src/service/serviceRequest.ts';

const AT = new Date('2030-01-02T03:04:05.678Z');
const ID = '11111111-1111-4111-8111-111111111111';

const CLIENT: ClientDraft = {
  id: ID,
  name: 'Pump',
  roleIds: [ID],
  accessTokenLifetimeSeconds: 60,
  settings: DEFAULT_SETTINGS,
  secretDescription: 'first',
  secretExpiresAt: AT,
};
const DATED = { description: 'd', expiresAt: AT };
const NEVER = { description: '', expiresAt: undefined };

/** A call of every method that sends a request. */
const CALLS: Readonly<Record<string, (service: IdentityService) => Promise<unknown>>> = {
  tenant: service => service.tenant(),
  roles: service => service.roles(),
  regions: service => service.regions(),
  clientCount: service => service.clientCount('hybrid'),
  clientPage: service => service.clientPage('deviceCode', { skip: 0, count: 10 }),
  clients: service => service.clients('hybrid').next(),
  client: service => service.client('hybrid', ID),
  createClient: service => service.createClient('hybrid', CLIENT),
  createPublicClient: service => service.createPublicClient('authorizationCode', CLIENT),
  updateClient: service => service.updateClient('hybrid', ID, { ...CLIENT, enabled: false }),
  deleteClient: service => service.deleteClient('hybrid', ID),
  clientRoles: service => service.clientRoles('clientCredentials', ID),
  replaceClientRoles: service => service.replaceClientRoles(ID, [ID]),
  secrets: service => service.secrets('hybrid', ID),
  addSecret: service => service.addSecret('hybrid', ID, DATED),
  updateSecret: service => service.updateSecret('hybrid', ID, 1, DATED),
  deleteSecret: service => service.deleteSecret('hybrid', ID, 1),
};

/** Returns the request that a call sends. The answer doesn't matter. */
async function sentBy(call: (service: IdentityService) => Promise<unknown>): Promise<ServiceRequest> {
  const sent: ServiceRequest[] = [];
  const send = async (request: ServiceRequest) => {
    sent.push(request);
    return { status: 200, body: undefined };
  };
  await call(new IdentityService({ origin: 'https://service.example', send })).catch(() => {});
  return sent[0] ?? assert.fail('nothing was sent');
}

/** Returns the body of a request as the service gets it. */
const wireBody = ({ body }: ServiceRequest) => JSON.parse(JSON.stringify(body ?? null));

describe('service-api › what IdentityService sends', () => {
  it('has a call of each method here', () => {
    const methods = Object.getOwnPropertyNames(IdentityService.prototype);
    assert.deepEqual(
      Object.keys(CALLS).toSorted(),
      methods.filter(name => name !== 'constructor').toSorted(),
    );
  });

  for (const [name, call] of Object.entries(CALLS)) {
    it(`has properties in PascalCase, dates in UTC, no tags, and no query that the service ignores (${name})`, async () => {
      const request = await sentBy(call);
      for (const key of Object.keys(request.query ?? {})) assert.match(key, /^(?:skip|count)$/);
      const body = wireBody(request);
      if (Array.isArray(body)) return assert.deepEqual(body, [ID]);
      for (const [key, value] of Object.entries(body ?? {})) {
        assert.match(key, /^[A-Z]\w*$/);
        assert.notEqual(key, 'Tags', 'the service writes them');
        if (/Expiration/.test(key)) assert.equal(value, '2030-01-02T03:04:05.678Z');
      }
    });
  }

  it('says of every secret whether it expires, because the service takes silence for yes', async () => {
    const bodies = [
      wireBody(await sentBy(service => service.addSecret('hybrid', ID, NEVER))),
      wireBody(await sentBy(service => service.updateSecret('hybrid', ID, 1, NEVER))),
    ];
    for (const body of bodies) assert.deepEqual(body, { Description: '', Expires: false, Expiration: null });
    const dated = wireBody(await sentBy(service => service.addSecret('hybrid', ID, DATED)));
    assert.deepEqual(dated, { Description: 'd', Expires: true, Expiration: AT.toISOString() });
  });

  it('gives a first secret no date when it never expires, and clients without secrets nothing of one', async () => {
    const never = { ...CLIENT, secretExpiresAt: undefined };
    const hybrid = wireBody(await sentBy(service => service.createClient('hybrid', never)));
    assert.equal(hybrid.SecretExpirationDate, null);
    const device = wireBody(await sentBy(service => service.createPublicClient('deviceCode', CLIENT)));
    assert.deepEqual(
      Object.keys(device).filter(key => /Secret|RoleIds/.test(key)),
      [],
    );
  });

  it('leaves out what an update does not change', async () => {
    const body = wireBody(
      await sentBy(service => service.updateClient('authorizationCode', ID, { enabled: false })),
    );
    assert.deepEqual(body, { Enabled: false });
  });
});

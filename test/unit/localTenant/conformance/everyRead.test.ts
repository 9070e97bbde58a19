import assert from 'node:assert/strict';
import { ROUTES } from '../../../../src/localTenant/api/routeTable.ts';
import { type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { type Answer, type ApiCaller, administratorCaller, createdClient } from '../apiCaller.ts';
import { CLIENT_TYPE_CASES, createdOfType } from './clientTypeCases.ts';

/** Lists that the documentation describes without pages. */
const WITHOUT_PAGES: ReadonlySet<string> = new Set(['Namespaces']);

const READS = ROUTES.filter(({ method }) => method === 'GET').map(({ path }) => path);

/** Names that aren't the service's: what applications store, and what OMF defines. */
const FOREIGN_NAMES = /\/Preferences$/;

const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Calls back for each property of a value, at every depth. */
function eachProperty(value: unknown, visit: (name: string, property: unknown) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, property] of Object.entries(value)) {
    if (!Array.isArray(value)) visit(name, property);
    eachProperty(property, visit);
  }
}

describe('service-api › every read', () => {
  let tenant: LocalTenant;
  let call: ApiCaller;
  const parameters: Record<string, string> = { namespaceId: 'default' };

  before(async () => {
    tenant = await startLocalTenant({ seed: 30 });
    call = await administratorCaller(tenant);
    const [role] = (await call('GET', '/Roles?count=1')).body;
    parameters.roleId = role.Id;
    parameters.userId = (await call('POST', '/Users', { ContactEmail: 'ada@example.com' })).body.Id;
    parameters.invitationId = (await call('POST', `/Users/${parameters.userId}/Invitation`)).body.Id;
    const connection = { Name: 'Adapter', ClientIds: [tenant.clientId] };
    parameters.connectionId = (await call('POST', '/Namespaces/default/omfConnections', connection)).body.Id;
  });
  after(() => tenant.stop());

  /** Returns the address of a route, with a client of its type. */
  async function addressOf(route: string): Promise<string> {
    const type = CLIENT_TYPE_CASES.find(({ segment }) => route.startsWith(`${segment}/`));
    const made = type
      ? await createdOfType(call, type)
      : { client: (await createdClient(call)).Client, secretId: 0 };
    const all: Record<string, string> = { ...parameters, clientId: made.client.Id, secretId: made.secretId };
    return `/${route}`.replaceAll(/\{(\w+)\}/g, (_whole, name) => all[name] ?? assert.fail(name));
  }

  const count = ({ headers }: Answer) => headers.get('Total-Count');

  for (const route of READS) {
    const name = route === '' ? 'of the tenant' : route;

    it(`names properties in PascalCase, and dates in ISO 8601 and UTC (${name})`, async () => {
      const { status, body } = await call('GET', route === '' ? '' : await addressOf(route));
      assert.equal(status, 200);
      if (FOREIGN_NAMES.test(route)) return;
      eachProperty(body, (property, value) => {
        assert.match(property, /^[A-Z][A-Za-z]*$/);
        const isDate = /^(?:Created|LastUpdated|CreatedDate|Expiration|Issued|Expires|Accepted)$/.test(
          property,
        );
        if (isDate && typeof value === 'string') assert.match(value, UTC, property);
      });
    });

    it(`answers HEAD like GET, without a body, whatever the pages (${name})`, async () => {
      const address = route === '' ? '' : await addressOf(route);
      for (const query of ['', '?skip=1&count=1', '?count=0', '?skip=x']) {
        const get = await call('GET', `${address}${query}`);
        const head = await call('HEAD', `${address}${query}`);
        // Of the tenant itself, HEAD answers 204.
        assert.equal(head.status, route === '' ? 204 : get.status, query);
        assert.deepEqual([count(head), head.body], [count(get), undefined], query);
      }
    });

    if (WITHOUT_PAGES.has(route)) continue;
    it(`lists pages, if it is a list (${name})`, async () => {
      const address = route === '' ? '' : await addressOf(route);
      const all = await call('GET', `${address}?count=1000`);
      if (!Array.isArray(all.body)) return assert.equal(count(all), null, 'only lists have a count');
      assert.equal(count(all), String(all.body.length));
      const single = [];
      for (let skip = 0; skip <= all.body.length; skip += 1) {
        const page = await call('GET', `${address}?skip=${skip}&count=1`);
        assert.deepEqual([page.status, count(page)], [200, count(all)]);
        assert.ok(page.body.length <= 1);
        single.push(...page.body);
      }
      assert.deepEqual(single, all.body, 'a reader that asks until a page is empty has each once');
      for (const query of ['count=0', 'count=1001', 'count=-1', 'count=abc', 'skip=-1', 'skip=abc']) {
        assert.equal((await call('GET', `${address}?${query}`)).status, 400, query);
      }
    });
  }
});

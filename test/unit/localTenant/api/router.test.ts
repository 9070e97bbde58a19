import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createRouter } from '../../../../src/localTenant/api/router.ts';
import { ROUTES } from '../../../../src/localTenant/api/routeTable.ts';

describe('local tenant: routes', () => {
  const find = createRouter(ROUTES);

  it('have one row for each method and path', () => {
    const keys = ROUTES.map(({ method, path }) => `${method} ${path.toLowerCase()}`);
    assert.equal(new Set(keys).size, keys.length);
  });

  for (const route of ROUTES) {
    it(`include ${route.method} ${route.path || 'tenant'} in any case, with its parameters`, () => {
      const path = route.path
        .replace('{clientId}', 'C-1')
        .replace('{secretId}', '22')
        .replace('{roleId}', 'R-3');
      for (const spelt of [path, path.toUpperCase(), path.toLowerCase()]) {
        const match = find(route.method, spelt);
        assert.ok(match.found === 'route');
        assert.equal(match.route, route);
        assert.deepEqual(match.parameters, {
          clientId: path.includes('C-1') ? 'c-1' : '',
          secretId: path.includes('22') ? '22' : '',
          roleId: path.includes('R-3') ? 'r-3' : '',
        });
      }
    });
  }

  it('use GET for a HEAD without a row', () => {
    const match = find('HEAD', 'Roles');
    assert.ok(match.found === 'route');
    assert.equal(match.route.method, 'GET');
  });

  it('distinguish an unknown method from an unknown path', () => {
    assert.deepEqual(find('DELETE', 'Roles'), {
      found: 'otherMethods',
      allowed: ['GET', 'POST', 'HEAD'],
    });
    assert.deepEqual(find('GET', 'Rolls'), { found: 'nothing' });
    assert.deepEqual(find('GET', 'Roles/'), { found: 'nothing' });
    assert.deepEqual(find('constructor', 'Roles').found, 'otherMethods');
  });

  it('accept any path without throwing', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (method, path) => assert.ok(find(method, path).found)));
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NO_PARAMETERS } from '../../../../src/localTenant/api/call.ts';
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
      const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
      const path = route.path.replaceAll(/\{(\w+)\}/g, 'Value-Of-$1');
      for (const spelt of [path, path.toUpperCase(), path.toLowerCase()]) {
        const match = find(route.method, spelt);
        assert.ok(match.found === 'route');
        assert.equal(match.route, route);
        const given = Object.fromEntries(names.map(name => [name, `value-of-${name.toLowerCase()}`]));
        assert.deepEqual(match.parameters, { ...NO_PARAMETERS, ...given });
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

import assert from 'node:assert/strict';
import {
  type Arrangement,
  arrangeClients,
  needsAll,
  needsSecrets,
  UNARRANGED,
} from '../../../../src/editor/vocabulary/clientArrangement.ts';
import type { Client } from '../../../../src/service/model/client.ts';
import type { ClientSecret } from '../../../../src/service/model/clientSecret.ts';

const now = new Date('2026-11-23T00:00:00Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

const node = (name: string, expiries: readonly (number | undefined)[] | undefined, enabled = true) => ({
  client: {
    type: 'clientCredentials',
    id: `ID-${name}`,
    name,
    enabled,
    accessTokenLifetimeSeconds: 60,
    roleIds: [],
    settings: {},
  } satisfies Client,
  secrets: expiries?.map(
    (days, id): ClientSecret => ({
      id,
      description: '',
      ...(days === undefined ? {} : { expiresAt: inDays(days) }),
    }),
  ),
});

const nodes = [
  node('Edge 10', [200]),
  node('edge 9', [5, 300]),
  node('Älpler', [-3]),
  node('Zebra', [undefined]),
  node('off', [1], false),
  node('unread', undefined),
  node('bare', []),
];

const names = (arrangement: Partial<Arrangement>) =>
  arrangeClients({ nodes, secretsOf: each => each.secrets, now }, { ...UNARRANGED, ...arrangement }).map(
    ({ client }) => client.name,
  );

describe('the arrangement of clients', () => {
  it('finds by name and by id, in any case', () => {
    assert.deepEqual(names({ filter: 'EDGE' }), ['Edge 10', 'edge 9']);
    assert.deepEqual(names({ filter: 'id-zeb' }), ['Zebra']);
    assert.deepEqual(names({ filter: '.*' }), []);
  });

  it('sorts names naturally: digits as numbers, accented letters next to plain ones', () => {
    assert.deepEqual(names({ order: 'name' }), [
      'Älpler',
      'bare',
      'edge 9',
      'Edge 10',
      'off',
      'unread',
      'Zebra',
    ]);
  });

  it('sorts by the next expiration, and keeps the order of the rest', () => {
    assert.deepEqual(names({ order: 'expiry' }).slice(0, 3), ['off', 'edge 9', 'Edge 10']);
    assert.deepEqual(names({ order: 'expiry' }).slice(3), ['Älpler', 'Zebra', 'unread', 'bare']);
  });

  it('puts urgent states first', () => {
    assert.deepEqual(names({ order: 'state' }), [
      'Älpler',
      'edge 9',
      'bare',
      'Edge 10',
      'Zebra',
      'unread',
      'off',
    ]);
  });

  it('requires no data that it does not use', () => {
    assert.equal(needsAll(UNARRANGED), false);
    assert.equal(needsAll({ ...UNARRANGED, filter: 'x' }), true);
    assert.equal(needsSecrets({ ...UNARRANGED, order: 'name' }), false);
    assert.equal(needsSecrets({ ...UNARRANGED, order: 'state' }), true);
  });

  it('does not change the list that it arranges', () => {
    const before = [...nodes];
    names({ order: 'name' });
    assert.deepEqual(nodes, before);
  });
});

import assert from 'node:assert/strict';
import { clientAsWire } from '../../../../../src/editor/features/details/clientAsWire.ts';
import { clientDetailsContent } from '../../../../../src/editor/features/details/clientDetailsContent.ts';
import type { Client } from '../../../../../src/service/model/client.ts';

const HOSTILE = `"><img src=x onerror=alert(1)>&'`;
const ESCAPED = '&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&amp;&#39;';
const resources = { scriptUri: 'r:/s.js', styleUri: 'r:/s.css', cspSource: 'r:', nonce: 'n0nce' };

const client: Client = {
  type: 'hybrid',
  id: HOSTILE,
  name: HOSTILE,
  enabled: true,
  accessTokenLifetimeSeconds: 3600,
  roleIds: [],
  settings: { redirectUris: [HOSTILE], clientUri: HOSTILE, allowOfflineAccess: true },
};
const secrets = [
  { id: 1, description: HOSTILE, expiresAt: new Date('2027-01-01T00:00:00Z') },
  { id: 2, description: '' },
];
const binding = (secretId: number) => ({
  tenantId: 't',
  clientId: 'c',
  secretId,
  file: HOSTILE,
  writtenAt: '',
  kind: 'file' as const,
  folder: '/',
});
const model = {
  client,
  secrets,
  kept: [2],
  connectionName: HOSTILE,
  roles: [],
  bindings: [binding(1), binding(9)],
  now: new Date('2026-11-23T00:00:00Z'),
};

describe('the page with the details of a client', () => {
  const page = clientDetailsContent(model, resources);

  it('never treats texts of the service as markup', () => {
    assert.doesNotMatch(page, /<img/);
    assert.ok(page.split(ESCAPED).length - 1 >= 9);
  });

  it('shows each secret with validity, location and files, and files whose secret is gone', () => {
    assert.match(page, /expires 2027-01-01, in 39 days/);
    assert.match(page, />kept here<\/td>/);
    assert.match(page, />Secret 2<\/td>/);
    assert.match(page, /Files that hold a secret which the service no longer has/);
  });

  it('focuses only the requested secret', () => {
    assert.doesNotMatch(page, /data-focus/);
    const focused = clientDetailsContent({ ...model, focusedSecretId: 2 }, resources);
    assert.equal(focused.match(/<tr role="row" tabindex="-1" data-focus><td [^>]*>Secret 2/g)?.length, 1);
    assert.equal(focused.match(/data-focus/g)?.length, 1);
  });

  it('labels each button for screen readers', () => {
    assert.match(
      page,
      new RegExp(`data-secret="1" aria-label="Remove: ${ESCAPED.replace(/[()]/g, '\\$&')}"`),
    );
    assert.match(page, /data-action="editSecret" data-secret="2" aria-label="Edit: Secret 2"/);
    assert.match(page, /<th scope="col" role="columnheader">Validity<\/th>/);
  });

  it('offers the actions of type and state', () => {
    const actions = (shown: Client) =>
      [
        ...clientDetailsContent({ ...model, client: shown, secrets: [] }, resources).matchAll(
          /data-action="(\w+)"/g,
        ),
      ].map(([, action]) => action);
    assert.ok(!actions(client).includes('manageRoles'));
    assert.ok(actions({ ...client, type: 'clientCredentials' }).includes('manageRoles'));
    assert.ok(actions({ ...client, type: 'hybrid' }).includes('adoptSecret'));
    for (const action of ['addSecret', 'adoptSecret'])
      assert.ok(!actions({ ...client, type: 'deviceCode' }).includes(action));
    assert.ok(actions({ ...client, enabled: false }).includes('enableClient'));
    const both = actions({ ...client, enabled: undefined });
    assert.ok(both.includes('enableClient') && both.includes('disableClient'));
  });
});

describe('a client as text', () => {
  it('is the service’s JSON without secrets', () => {
    const written = clientAsWire(client, secrets, []);
    // What the service did not return is not there.
    assert.deepEqual(Object.keys(written), [
      ...['Id', 'Name', 'Enabled', 'AccessTokenLifetime', 'RedirectUris', 'AllowOfflineAccess', 'ClientUri'],
      'Secrets',
    ]);
    assert.deepEqual(written.Secrets, [
      { Id: 1, Description: HOSTILE, Expiration: '2027-01-01T00:00:00.000Z' },
      { Id: 2, Description: '', Expiration: null },
    ]);
  });
});

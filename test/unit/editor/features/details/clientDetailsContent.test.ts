import assert from 'node:assert/strict';
import { clientAsWire } from '../../../../../src/editor/features/details/clientAsWire.ts';
import { clientDetailsContent } from '../../../../../src/editor/features/details/clientDetailsContent.ts';
import type { ClientDetailsModel } from '../../../../../src/editor/features/details/detailsModel.ts';
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
const binding = (secretId: number, file = HOSTILE, folder = '/') => ({
  tenantId: 't',
  clientId: 'c',
  secretId,
  file,
  writtenAt: '',
  kind: 'file' as const,
  folder,
});
const model: ClientDetailsModel = {
  client,
  secrets,
  kept: [2],
  rotations: [],
  connectionName: HOSTILE,
  roles: [],
  bindings: [binding(1), binding(9)],
  now: new Date('2026-11-23T00:00:00Z'),
};

const shown = (changes: Partial<ClientDetailsModel>) =>
  clientDetailsContent({ ...model, ...changes }, resources);

/** The actions that the page offers, in their order; those of one secret, if given. */
const actionsOf = (page: string, secretId?: number) =>
  [...page.matchAll(/data-action="(\w+)"([^>]*)>/g)]
    .filter(([, , rest = '']) =>
      secretId === undefined ? !rest.includes('data-secret') : rest.includes(`data-secret="${secretId}"`),
    )
    .map(([, action]) => action);

const rowOf = (page: string, secretId: number) =>
  new RegExp(`<li class="item" id="secret-${secretId}"[^]*?</li>`).exec(page)?.[0] ?? '';

describe('the page with the details of a client', () => {
  const page = clientDetailsContent(model, resources);

  it('never treats texts of the service as markup', () => {
    assert.doesNotMatch(page, /<img/);
    assert.ok(page.split(ESCAPED).length - 1 >= 9);
  });

  it('names the connection and the type above the name of the client', () => {
    const { crumb } =
      /<div class="crumb">(?<crumb>.*?)<\/div>/.exec(shown({ connectionName: 'Rig' }))?.groups ?? {};
    assert.equal(crumb, 'Rig › Hybrid');
  });

  it('shows each secret with its expiration, whether it is saved, and its locations', () => {
    assert.match(rowOf(page, 1), /January 1, 2027/);
    assert.match(rowOf(page, 1), /<span class="chip plain">in 39 days<\/span>/);
    assert.match(
      rowOf(page, 1),
      /not saved on this machine<\/div><div class="sub"><a href="#" data-action="openLocation" data-at="0">/,
    );
    assert.match(rowOf(page, 2), /<b>Secret 2<\/b>/);
    assert.match(rowOf(page, 2), /<span class="chip amber">never expires<\/span>/);
    assert.match(rowOf(page, 2), />saved on this machine</);
  });

  it('lists what expires next first, then what has expired, then what never does', () => {
    const at = (day: string) => new Date(`${day}T12:00:00Z`);
    const many = [
      { id: 1, description: 'never' },
      { id: 2, description: 'long ago', expiresAt: at('2025-01-01') },
      { id: 3, description: 'in a month', expiresAt: at('2026-12-20') },
      { id: 4, description: 'tomorrow', expiresAt: at('2026-11-24') },
      { id: 5, description: 'unknown', expiryUnknown: true as const },
      { id: 6, description: 'just expired', expiresAt: at('2026-11-22') },
    ];
    const listed = shown({ secrets: many });
    const order = [...listed.matchAll(/id="secret-(\d)"/g)].map(([, id]) => Number(id));
    assert.deepEqual(order, [4, 3, 6, 2, 1, 5]);
    const tones = [...listed.matchAll(/<span class="chip (\w+)">([^<]*)<\/span>/g)].map(([, ...of]) =>
      of.join(': '),
    );
    assert.deepEqual(tones, [
      ...['orange: next expires tomorrow', 'red: 2 expired', 'green: enabled', 'plain: 6 of 10 secrets'],
      ...['orange: tomorrow', 'amber: in 27 days', 'red: expired yesterday', 'red: expired 691 days ago'],
      ...['amber: never expires', 'plain: expiration unknown'],
    ]);
    assert.match(rowOf(listed, 6), /counts toward the limit of 10 secrets/);
  });

  it('links locations by relative paths, and has no path of this machine', () => {
    const bindings = [
      binding(1, '/home/me/one/.env', '/home/me/one'),
      binding(1, '/home/me/two/.env', '/home/me/two'),
      binding(9, '/home/me/one/deep/gone.json', '/home/me/one'),
      binding(-1, '/home/me/one/unsure.json', '/home/me/one'),
    ];
    const linked = shown({ bindings });
    assert.doesNotMatch(linked, /home\/me/);
    assert.match(
      rowOf(linked, 1),
      /data-at="0">one\/\.env<\/a>, <a href="#" data-action="openLocation" data-at="1">two\/\.env</,
    );
    assert.match(
      linked,
      /data-at="2">deep\/gone\.json<\/a><div class="sub">has a secret that was deleted in the service</,
    );
    assert.match(
      linked,
      /data-at="3">unsure\.json<\/a><div class="sub">has one of the secrets; it isn’t known which</,
    );
  });

  it('focuses only the requested secret', () => {
    assert.doesNotMatch(page, /data-focus/);
    const focused = shown({ focusedSecretId: 2 });
    assert.match(focused, /<li class="item" id="secret-2" tabindex="-1" data-focus>/);
    assert.equal(focused.match(/data-focus/g)?.length, 1);
  });

  it('labels each button for screen readers', () => {
    assert.match(page, new RegExp(`title="Delete…: ${ESCAPED.replace(/[()]/g, '\\$&')}" data-secret="1"`));
    assert.match(page, /data-action="rotate" data-secret="2" aria-label="Rotate…: Secret 2"/);
    assert.match(
      page,
      /popovertarget="secret-actions-2" aria-haspopup="menu" aria-label="More actions for Secret 2"/,
    );
  });

  it('offers what fits a secret: copying needs its value, and the old one of a rotation is finished or undone', () => {
    assert.deepEqual(actionsOf(page, 1), ['rotate', 'removeSecret', 'editSecret']);
    assert.deepEqual(actionsOf(page, 2), [
      ...['rotate', 'copySecret', 'removeSecret', 'editSecret', 'insert', 'verify', 'showCredential'],
    ]);
    const rotated = (step: 'waiting' | 'deleting') =>
      shown({ rotations: [{ oldSecretId: 1, step, deleteAt: '2026-11-23T00:58:00Z' }] });
    assert.match(rowOf(rotated('waiting'), 1), /old · deletes in 58 min/);
    assert.deepEqual(actionsOf(rotated('waiting'), 1), [
      ...['finishRotation', 'undoRotation', 'editSecret', 'removeSecret'],
    ]);
    assert.ok(!actionsOf(rotated('deleting'), 1).includes('undoRotation'));
  });

  it('offers to delete what has expired before anything else', () => {
    const old = { id: 1, description: 'old', expiresAt: new Date('2026-01-01T00:00:00Z') };
    assert.deepEqual(actionsOf(shown({ secrets: [old] }), 1), ['removeSecret', 'rotate', 'editSecret']);
  });

  it('names the key of a location only where the file has several of the credentials', () => {
    const at = (...clientSecretKey: string[]) => ({ ...binding(1, '/w/.env', '/w'), clientSecretKey });
    const one = shown({ bindings: [at('A')] });
    assert.match(rowOf(one, 1), /title="A">\.env<\/a>/);
    const two = shown({ bindings: [at('A'), at('B')] });
    assert.match(rowOf(two, 1), />\.env \(A\)<\/a>, <a [^>]*>\.env \(B\)<\/a>/);
  });

  it('offers the actions of type and state, the most used first', () => {
    const of = (changed: Partial<Client>, more: Partial<ClientDetailsModel> = {}) =>
      actionsOf(shown({ client: { ...client, ...changed }, ...more }));
    assert.deepEqual(of({}).slice(0, 3), ['rotate', 'insert', 'verify']);
    assert.deepEqual(of({}, { secrets: [] })[0], 'addSecret');
    assert.deepEqual(of({ type: 'deviceCode' }, { secrets: [] }).slice(0, 2), ['insert', 'editClient']);
    assert.ok(!of({}).includes('manageRoles'));
    assert.ok(of({ type: 'clientCredentials' }).includes('manageRoles'));
    assert.ok(of({ type: 'hybrid' }).includes('adoptSecret'));
    for (const action of ['addSecret', 'adoptSecret', 'rotate'])
      assert.ok(!of({ type: 'deviceCode' }, { secrets: [] }).includes(action));
    assert.ok(of({ enabled: false }).includes('enableClient'));
    const both = of({ enabled: undefined });
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

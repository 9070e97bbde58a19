import assert from 'node:assert/strict';
import { setImmediate as settled } from 'node:timers/promises';
import { resolveExpiry } from '../../../../../src/editor/core/steps/newSecretSteps.ts';
import { addClientSteps, suggestAnswers } from '../../../../../src/editor/features/issuing/addClientSteps.ts';
import { newClientDraft } from '../../../../../src/editor/features/issuing/newClientDraft.ts';
import { runWizard } from '../../../../../src/editor/platform/wizard/runWizard.ts';
import type { StoreId } from '../../../../../src/externalStores/storePlace.ts';
import type { ProjectTarget } from '../../../../../src/projectFiles/projectTarget.ts';
import {
  ADMINISTRATOR_ROLE_TYPE_ID,
  MEMBER_ROLE_TYPE_ID,
} from '../../../../../src/service/model/builtInRoles.ts';
import { type Move, ReplayUi } from '../../../../support/replayUi.ts';

const now = () => new Date('2026-11-23T10:00:00Z');
const role = (id: string, name: string, roleTypeId?: string) => ({
  id,
  name,
  description: '',
  ...(roleTypeId ? { roleTypeId } : {}),
});
const dotenv: ProjectTarget = {
  secretAs: 'value',
  path: '/project/.env',
  relativePath: '.env',
  folder: '/project',
  exists: false,
  reason: 'newFile',
  places: [
    { field: 'clientId', keyPath: ['ADH_CLIENT_ID'], state: 'new' },
    { field: 'clientSecret', keyPath: ['ADH_CLIENT_SECRET'], state: 'replaces' },
    { field: 'tenantId', keyPath: ['ADH_TENANT_ID'], state: 'same' },
  ],
};
const context = {
  now,
  suggestedDescription: 'laptop · project',
  targets: Promise.resolve([dotenv]),
  repositories: Promise.resolve([]),
  stores: Promise.resolve<readonly StoreId[]>([]),
  roles: Promise.resolve([
    role('r-custom', 'Ärzte'),
    role('r-admin', 'Tenant Administrator', ADMINISTRATOR_ROLE_TYPE_ID),
    role('r-member', 'Tenant Member', MEMBER_ROLE_TYPE_ID),
  ]),
};

async function play(...moves: readonly Move[]) {
  const ui = new ReplayUi(moves);
  const answers = await runWizard(ui, 'Add Client', addClientSteps(context), suggestAnswers(context));
  ui.assertPlayedOut();
  return { answers, asked: ui.asked };
}

const EVERYTHING = { pick: 'Choose everything…' };
/** Moves up to the roles, the first custom choice: type, name, extent. */
const named = (name: string): readonly Move[] => ['accept', { type: name }, EVERYTHING];

describe('Add Client', () => {
  it('needs only a name and Enter three times with defaults', async () => {
    const { answers, asked } = await play('accept', { type: ' Edge gateway ' }, 'accept', 'accept');
    assert.ok(answers);
    const { type, name, roleIds, lifetimeSeconds, description, expiry, destination } = answers;
    assert.deepEqual(
      { type, name, roleIds, lifetimeSeconds, description, expiry, destination },
      {
        type: 'clientCredentials',
        name: 'Edge gateway',
        roleIds: ['r-member'],
        lifetimeSeconds: 3600,
        description: 'laptop · project',
        expiry: '1year',
        destination: { kind: 'projectFile', target: dotenv },
      },
    );
    const extent = asked[2]?.prompt;
    assert.ok(extent?.kind === 'pick');
    assert.equal(extent.items[0]?.detail, 'Tenant Member, 1 h tokens, secret until 2027-11-23');
  });

  it('drops custom answers when the user goes back to defaults', async () => {
    const { answers } = await play(
      ...named('x'),
      { tick: ['Ärzte'] },
      { type: '60' },
      ...(['back', 'back', 'back'] as const),
      { pick: 'As suggested' },
      'accept',
    );
    assert.deepEqual(answers?.roleIds, ['r-member']);
    assert.equal(answers?.lifetimeSeconds, 3600);
  });

  it('fails where it needs files that could not be looked for, and not before', async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown) => unhandled.push(error);
    // The runner's own listener ends the run.
    const others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', note);
    try {
      const failing = () => ({ ...context, targets: Promise.reject(new Error('no files')) });
      const run = (...moves: readonly Move[]) =>
        runWizard(new ReplayUi(moves), 'Add Client', addClientSteps(failing()), suggestAnswers(context));
      assert.equal(await run('cancel'), undefined);
      await assert.rejects(run('accept', { type: 'x' }, 'accept', 'accept'), /no files/);
      await settled();
      assert.deepEqual(unhandled, []);
    } finally {
      process.off('unhandledRejection', note);
      for (const other of others) process.on('unhandledRejection', other);
    }
  });

  it('asks for settings of a single-page application, and nothing about secrets', async () => {
    const { answers, asked } = await play(
      { pick: 'Authorization Code' },
      { type: 'App' },
      { type: 'https://app.example.com/*' },
      { type: 'http://127.0.0.1:8080/cb, com.example.app:/cb' },
      EVERYTHING,
      { type: 'https://app.example.com/bye' },
      { type: 'https://app.example.com/x' },
      { type: 'https://app.example.com' },
      { pick: 'Yes' },
      { type: 'ftp://x' },
      { type: '' },
      { type: 'https://app.example.com/logo.png' },
      { type: '600' },
      'accept',
    );
    assert.ok(answers);
    assert.deepEqual(newClientDraft(answers, now()), {
      name: 'App',
      accessTokenLifetimeSeconds: 600,
      settings: {
        redirectUris: ['http://127.0.0.1:8080/cb', 'com.example.app:/cb'],
        postLogoutRedirectUris: ['https://app.example.com/bye'],
        allowedCorsOrigins: ['https://app.example.com'],
        allowOfflineAccess: true,
        clientUri: null,
        logoUri: 'https://app.example.com/logo.png',
      },
    });
    const refused = asked.map(each => each.refused).filter(text => text !== undefined);
    assert.deepEqual(
      refused.map(text => /wildcard|no origin|does not begin/.exec(text ?? '')?.[0]),
      ['wildcard', 'no origin', 'does not begin'],
    );
    assert.match(
      asked.at(-1)?.prompt.question ?? '',
      /^Creates “App”: 2 redirect URIs, 10 min tokens, refresh tokens$/,
    );
  });

  it('asks for the secret of a web server’s client, and for the code lifetime of a device', async () => {
    const hybrid = await play(
      { pick: 'Hybrid' },
      { type: 'Web' },
      { type: 'https://web.example.com/signin-oidc' },
      'accept',
      { pick: 'Keep in SecretStorage only' },
    );
    assert.ok(hybrid.answers);
    const draft = newClientDraft(hybrid.answers, now());
    assert.equal(draft.secretExpiresAt?.toISOString().slice(0, 10), '2027-11-23');
    assert.equal(draft.settings?.allowAccessTokensViaBrowser, false);
    assert.ok(!('roleIds' in draft));
    const device = await play(
      { pick: 'Device Code' },
      { type: 'Console' },
      EVERYTHING,
      { type: '0' },
      { type: '900' },
      'accept',
      'accept',
      'accept',
      'accept',
    );
    assert.ok(device.answers);
    assert.deepEqual(newClientDraft(device.answers, now()).settings, {
      deviceCodeLifetimeSeconds: 900,
      clientUri: null,
      logoUri: null,
    });
  });

  it('refuses 0 and 11 redirect URIs', async () => {
    const many = Array.from({ length: 11 }, (_, index) => `https://a.example.com/${index}`).join(' ');
    const { asked } = await play({ pick: 'Hybrid' }, { type: 'x' }, { type: many }, { type: '' }, 'cancel');
    assert.deepEqual(
      asked.flatMap(({ refused }) => refused ?? []),
      ['The service allows 10 of them.', 'A client of this type needs at least one.'],
    );
  });

  it('lists Tenant Member first and locked, and Tenant Administrator with a warning', async () => {
    const { answers, asked } = await play(...named('x'), { tick: ['Ärzte'] }, 'cancel');
    assert.equal(answers, undefined);
    const roles = asked[3]?.prompt;
    assert.ok(roles?.kind === 'pickMany');
    assert.deepEqual(
      roles.items.map(({ label, locked = false }) => [label, locked]),
      [
        ['Tenant Member', true],
        ['Ärzte', false],
        ['Tenant Administrator', false],
      ],
    );
    assert.match(roles.items[2]?.description ?? '', /\$\(warning\)/);
  });

  for (const lifetime of ['', '59', '3601', '1e3', '60.5', '-60', 'an hour', '99999999999']) {
    it(`refuses the lifetime “${lifetime}” in words`, async () => {
      const { asked } = await play(...named('x'), 'accept', { type: lifetime }, { type: '60' }, 'cancel');
      assert.match(asked[4]?.refused ?? '', /60 to 3600 seconds/);
    });
  }

  it('asks for a date only if chosen, and includes that whole day', async () => {
    const { answers } = await play(
      ...named('x'),
      'accept',
      'accept',
      { type: '' },
      { pick: 'On a date…' },
      { type: '2026-11-22' },
      { type: '2027-01-31' },
      { pick: 'Keep in SecretStorage only' },
    );
    assert.ok(answers);
    assert.equal(answers.description, '');
    assert.equal(resolveExpiry(answers, now())?.toISOString(), '2027-01-31T23:59:59.000Z');
    assert.deepEqual(answers.destination, { kind: 'keyring' });
  });

  it('warns about a secret that never expires', async () => {
    const { answers, asked } = await play(
      ...named('x'),
      'accept',
      'accept',
      'accept',
      { pick: 'Never' },
      'accept',
    );
    assert.ok(answers);
    assert.equal(resolveExpiry(answers, now()), undefined);
    assert.match(asked.at(-1)?.prompt.question ?? '', /secret never expires/);
    const expiry = asked[6]?.prompt;
    assert.match((expiry?.kind === 'pick' && expiry.items.at(-1)?.description) || '', /not advised/);
  });

  it('ends with a summary of the changes, with the written keys and a shortened name', async () => {
    const { asked } = await play(
      ...named('n'.repeat(200)),
      'accept',
      { type: '90' },
      'accept',
      'accept',
      'cancel',
    );
    const { prompt } = asked.at(-1) ?? {};
    assert.match(
      prompt?.question ?? '',
      /^Creates “n{31}…”: Tenant Member, 90 s tokens, secret until 2027-11-23$/,
    );
    assert.ok(prompt?.kind === 'pick');
    assert.equal(prompt.items[0]?.detail, 'ADH_CLIENT_ID, ADH_CLIENT_SECRET = •••••• (replaced)');
  });
});

import assert from 'node:assert/strict';
import { addClientSteps } from '../../../../src/editor/wizards/addClientSteps.ts';
import { addSecretSteps } from '../../../../src/editor/wizards/addSecretSteps.ts';
import { chosenExpiry } from '../../../../src/editor/wizards/newSecretSteps.ts';
import { runWizard } from '../../../../src/editor/wizards/runWizard.ts';
import type { ProjectTarget } from '../../../../src/projectFiles/projectTarget.ts';
import {
  ADMINISTRATOR_ROLE_TYPE_ID,
  MEMBER_ROLE_TYPE_ID,
} from '../../../../src/service/model/builtInRoles.ts';
import { type Move, ReplayUi } from '../../../support/replayUi.ts';

const now = () => new Date('2026-11-23T10:00:00Z');
const role = (id: string, name: string, roleTypeId?: string) => ({
  id,
  name,
  description: '',
  ...(roleTypeId ? { roleTypeId } : {}),
});
const dotenv: ProjectTarget = {
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
  roles: [
    role('r-custom', 'Ärzte'),
    role('r-admin', 'Tenant Administrator', ADMINISTRATOR_ROLE_TYPE_ID),
    role('r-member', 'Tenant Member', MEMBER_ROLE_TYPE_ID),
  ],
};

async function play(...moves: readonly Move[]) {
  const ui = new ReplayUi(moves);
  const answers = await runWizard(ui, 'Add Client', addClientSteps(context));
  ui.assertPlayedOut();
  return { answers, asked: ui.asked };
}

describe('Add Client', () => {
  it('needs a name, and for the rest Enter', async () => {
    const { answers } = await play(
      { type: ' Edge gateway ' },
      'accept',
      'accept',
      'accept',
      'accept',
      'accept',
    );
    assert.deepEqual(answers, {
      name: 'Edge gateway',
      roleIds: ['r-member'],
      lifetimeSeconds: 3600,
      description: 'laptop · project',
      expiry: '1year',
      destination: { kind: 'projectFile', target: dotenv },
    });
  });

  it('has Tenant Member first and locked, and a warning on Tenant Administrator', async () => {
    const { answers, asked } = await play({ type: 'x' }, { tick: ['Ärzte'] }, 'cancel');
    assert.equal(answers, undefined);
    const roles = asked[1]?.prompt;
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
      const { asked } = await play({ type: 'x' }, 'accept', { type: lifetime }, { type: '60' }, 'cancel');
      assert.match(asked[2]?.refused ?? '', /60 to 3600 seconds/);
    });
  }

  it('asks for a date only when one is wanted, and takes it to the end of that day', async () => {
    const { answers } = await play(
      { type: 'x' },
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
    assert.equal(chosenExpiry(answers, now())?.toISOString(), '2027-01-31T23:59:59.000Z');
    assert.deepEqual(answers.destination, { kind: 'keyring' });
  });

  it('warns of a secret that never expires', async () => {
    const { answers, asked } = await play(
      { type: 'x' },
      'accept',
      'accept',
      'accept',
      { pick: 'Never' },
      'accept',
    );
    assert.ok(answers);
    assert.equal(chosenExpiry(answers, now()), undefined);
    assert.match(asked.at(-1)?.prompt.question ?? '', /secret never expires/);
    const expiry = asked[4]?.prompt;
    assert.match((expiry?.kind === 'pick' && expiry.items.at(-1)?.description) || '', /not advised/);
  });

  it('says at the end what will happen, with the keys that are written and no long name', async () => {
    const { asked } = await play(
      { type: 'n'.repeat(200) },
      'accept',
      { type: '90' },
      'accept',
      'accept',
      'cancel',
    );
    const { prompt } = asked.at(-1) ?? {};
    assert.match(prompt?.question ?? '', /^Creates “n{31}…”: 1 role, 90 s tokens, secret until 2027-11-23$/);
    assert.ok(prompt?.kind === 'pick');
    assert.equal(prompt.items[0]?.detail, 'ADH_CLIENT_ID, ADH_CLIENT_SECRET = •••••• (replaced)');
  });
});

describe('Add Secret', () => {
  it('asks three questions', async () => {
    const ui = new ReplayUi([{ type: 'rig' }, { pick: '30 days' }, { pick: 'Keep in SecretStorage only' }]);
    const answers = await runWizard(ui, 'Add Secret', addSecretSteps(context));
    assert.deepEqual(answers, { description: 'rig', expiry: '30days', destination: { kind: 'keyring' } });
    assert.match(ui.asked.at(-1)?.prompt.question ?? '', /works until 2026-12-23/);
  });
});

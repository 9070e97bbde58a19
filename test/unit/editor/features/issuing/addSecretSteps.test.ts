import assert from 'node:assert/strict';
import { resolveDestination } from '../../../../../src/editor/core/steps/destinationStep.ts';
import { addSecretSteps } from '../../../../../src/editor/features/issuing/addSecretSteps.ts';
import { runWizard } from '../../../../../src/editor/platform/wizard/runWizard.ts';
import type { StoreId, StorePlace } from '../../../../../src/externalStores/storePlace.ts';
import { type Move, ReplayUi } from '../../../../support/replayUi.ts';

const context = {
  now: () => new Date('2026-11-23T10:00:00Z'),
  suggestedDescription: 'laptop · project',
  targets: Promise.resolve([]),
  stores: Promise.resolve<readonly StoreId[]>([]),
  repositories: Promise.resolve<readonly string[]>([]),
};

describe('the choice of an external store', () => {
  const stores = Promise.resolve<readonly StoreId[]>(['githubActions', 'kubernetes', 'custom']);
  const repositories = ['github.com/plant/rig', 'ghe.example/plant/rig'];
  const chosen = async (offered: readonly string[], ...moves: readonly Move[]) => {
    const ui = new ReplayUi([{ type: 'rig' }, { pick: '30 days' }, { pick: 'External store…' }, ...moves]);
    const choices = { ...context, stores, repositories: Promise.resolve(offered) };
    const answers = await runWizard(ui, 'Add Secret', addSecretSteps(choices));
    ui.assertPlayedOut();
    assert.ok(answers);
    const refused = ui.asked.flatMap(each => each.refused ?? []);
    return { destination: resolveDestination(answers), refused };
  };
  const order = (id: StoreId, place: StorePlace) => ({
    kind: 'store',
    order: { id, place, write: 'create' },
  });

  it('asks for the repository by its name, and refuses text that its program reads as an option', async () => {
    const { destination, refused } = await chosen(
      [],
      { pick: 'GitHub Actions secret' },
      { type: '' },
      { type: 'rig' },
      { type: 'plant/rig' },
      { type: '--help' },
      { type: 'GITHUB_TOKEN' },
      { type: 'ADH_SECRET' },
    );
    assert.deepEqual(destination, order('githubActions', { repository: 'plant/rig', name: 'ADH_SECRET' }));
    assert.deepEqual(refused, [
      'The store needs this.',
      'Enter OWNER/NAME, or HOST/OWNER/NAME for GitHub Enterprise.',
      "It can't begin with a dash.",
      "The store doesn't allow this name. Check its length and characters.",
    ]);
  });

  it('offers the repositories of the workspace', async () => {
    const { destination } = await chosen(
      repositories,
      { pick: 'GitHub Actions secret' },
      { pick: 'ghe.example/plant/rig' },
      { type: 'ADH_SECRET' },
    );
    const place = { repository: 'ghe.example/plant/rig', name: 'ADH_SECRET' };
    assert.deepEqual(destination, order('githubActions', place));
  });

  it('takes a repository that is not offered, and keeps it when the user goes back', async () => {
    const { destination } = await chosen(
      repositories,
      { pick: 'GitHub Actions secret' },
      { pick: 'Another repository…' },
      { type: 'other/rig' },
      'back',
      'accept',
      { type: 'ADH_SECRET' },
    );
    const place = { repository: 'other/rig', name: 'ADH_SECRET' };
    assert.deepEqual(destination, order('githubActions', place));
  });

  it('refuses the key that the store itself writes', async () => {
    const { destination, refused } = await chosen(
      [],
      { pick: 'Kubernetes Secret' },
      { type: 'connect' },
      { type: 'adh_client_id' },
      { type: 'ADH_CLIENT_SECRET' },
      'accept',
    );
    const place = { name: 'connect', key: 'ADH_CLIENT_SECRET', namespace: '' };
    assert.deepEqual(destination, order('kubernetes', place));
    assert.deepEqual(refused, ["This key is for the client's ID. Enter another key for the secret."]);
  });

  it('asks for a custom command, and says which character of its arguments is wrong', async () => {
    const { destination, refused } = await chosen(
      [],
      { pick: 'Custom command' },
      { type: 'store' },
      { type: '--name "open' },
      { type: '--name="two words" "C:\\Program Files\\x"' },
    );
    const place = { program: 'store', commandLine: '--name="two words" "C:\\Program Files\\x"' };
    assert.deepEqual(destination, order('custom', place));
    assert.deepEqual(refused, ['The quotation mark " at character 8 is never closed.']);
  });

  it('is absent if none exists', async () => {
    const ui = new ReplayUi([{ type: 'rig' }, { pick: '30 days' }, 'cancel']);
    await runWizard(ui, 'Add Secret', addSecretSteps(context));
    const { prompt } = ui.asked.at(-1) ?? {};
    assert.ok(prompt?.kind === 'pick');
    assert.ok(!prompt.items.some(({ label }) => label.startsWith('External')));
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

import assert from 'node:assert/strict';
import { resolveDestination } from '../../../../../src/editor/core/steps/destinationStep.ts';
import { addSecretSteps } from '../../../../../src/editor/features/issuing/addSecretSteps.ts';
import { runWizard } from '../../../../../src/editor/platform/wizard/runWizard.ts';
import type { StoreId } from '../../../../../src/externalStores/storePreset.ts';
import { type Move, ReplayUi } from '../../../../support/replayUi.ts';

const context = {
  now: () => new Date('2026-11-23T10:00:00Z'),
  suggestedDescription: 'laptop · project',
  targets: Promise.resolve([]),
  stores: Promise.resolve<readonly StoreId[]>([]),
};

describe('the choice of an external store', () => {
  const stores = Promise.resolve<readonly StoreId[]>(['githubActions', 'custom']);
  const chosen = async (...moves: readonly Move[]) => {
    const ui = new ReplayUi([{ type: 'rig' }, { pick: '30 days' }, { pick: 'External store…' }, ...moves]);
    const answers = await runWizard(ui, 'Add Secret', addSecretSteps({ ...context, stores }));
    ui.assertPlayedOut();
    assert.ok(answers);
    return { destination: resolveDestination(answers), asked: ui.asked };
  };

  it('asks for the location in the store, and refuses text that its program reads as an option', async () => {
    const { destination, asked } = await chosen(
      { pick: 'GitHub Actions secret' },
      { type: '--help' },
      { type: 'ADH_SECRET' },
      'accept',
    );
    assert.deepEqual(destination, {
      kind: 'store',
      order: { id: 'githubActions', place: { name: 'ADH_SECRET', repository: '' } },
    });
    assert.ok(asked.some(({ refused }) => refused === 'It cannot begin with a dash.'));
  });

  it('asks for a custom command, with arguments that may begin with dashes', async () => {
    const { destination, asked } = await chosen(
      { pick: 'Custom command' },
      { type: 'store' },
      { type: '--name "open' },
      { type: '--name x' },
    );
    assert.deepEqual(destination, {
      kind: 'store',
      order: { id: 'custom', place: { program: 'store', arguments: '--name x' } },
    });
    assert.ok(asked.some(({ refused }) => refused === 'A quote is opened and never closed.'));
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

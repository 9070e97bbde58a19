import assert from 'node:assert/strict';
import { secretChoice } from '../../../../../src/credentials/adoption/secretChoice.ts';
import type { FileCredential } from '../../../../../src/credentials/adoption/valueLocations.ts';
import type { KeptSecret } from '../../../../../src/credentials/records/keptSecrets.ts';
import {
  type AdoptableLocation,
  type AdoptionAnswers,
  type AdoptionContext,
  adoptionSteps,
} from '../../../../../src/editor/features/adoption/adoptionSteps.ts';
import { type SourceAnswers, sourceSteps } from '../../../../../src/editor/features/adoption/sourceSteps.ts';
import { runWizard } from '../../../../../src/editor/platform/wizard/runWizard.ts';
import { SecretText } from '../../../../../src/secret/secretText.ts';
import type { ClientSecret } from '../../../../../src/service/model/clientSecret.ts';
import { type Move, ReplayUi } from '../../../../support/replayUi.ts';

const now = new Date('2026-11-30T12:00:00Z');
const secrets: readonly ClientSecret[] = [
  { id: 1, description: 'plant', expiresAt: new Date('2026-12-12T12:00:00Z') },
  { id: 2, description: 'plant' },
  { id: 3, description: '' },
];
const kept = (secretId: number): KeptSecret => ({
  tenantId: 't',
  clientId: 'c',
  secretId,
  resource: '',
  clientName: 'Gateway',
  description: '',
  keptAt: '',
});
const location = (name: string, standIn?: AdoptableLocation['standIn']): AdoptableLocation => ({
  file: `/w/${name}`,
  folder: '/w',
  relativePath: name,
  clientSecretKey: ['ADH_CLIENT_SECRET'],
  isWritable: true,
  standIn,
});
const env = location('.env');
const launch = location('.vscode/launch.json', { kind: 'launchVariable', text: 'V' });
const compose = location('compose.yaml', { kind: 'environment', text: 'E' });

const context = (others: Partial<AdoptionContext> = {}): AdoptionContext => ({
  clientName: 'Gateway',
  choice: secretChoice(secrets, { others: [] }, now),
  locations: [env, launch, compose],
  now: () => now,
  ...others,
});

async function play(of: AdoptionContext, moves: readonly Move[]) {
  const ui = new ReplayUi(moves);
  const answers = await runWizard<AdoptionAnswers>(ui, 'Adopt', adoptionSteps(of));
  ui.assertPlayedOut();
  return { answers, asked: ui.asked.map(({ prompt }) => prompt) };
}

const itemsOf = (prompt: { readonly kind: string } | undefined) =>
  prompt && 'items' in prompt
    ? (prompt.items as readonly { label: string; description?: string; detail?: string; picked?: boolean }[])
    : [];

describe('the questions about a secret that works', () => {
  it('tell secrets of the same description apart, and end with “Not sure”', async () => {
    const { asked } = await play(context(), ['cancel']);
    assert.deepEqual(
      itemsOf(asked[0]).map(({ label, description = '', picked }) => [label, description, picked]),
      [
        ['plant', 'Secret 1 · expires 2026-12-12, in 12 days', true],
        ['plant', 'Secret 2 · never expires', false],
        ['Secret 3', 'never expires', false],
        ['Not sure', '', false],
      ],
    );
  });

  it('say what “Not sure” leads to', async () => {
    const unclear = await play(context(), ['cancel']);
    assert.match(itemsOf(unclear.asked[0]).at(-1)?.detail ?? '', /keeps the old secret/);
    const choice = secretChoice(secrets, { others: [kept(1), kept(2)] }, now);
    const deduced = await play(context({ choice }), ['cancel']);
    const items = itemsOf(deduced.asked[0]);
    assert.match(items.at(-1)?.detail ?? '', /it must be “Secret 3”/);
    assert.deepEqual(
      items.map(({ label }) => label),
      ['Secret 3', 'plant', 'plant', 'Not sure'],
    );
    assert.equal(items[1]?.detail, 'Another value is saved for it.');
  });

  const unasked: readonly (readonly [title: string, choice: AdoptionContext['choice']])[] = [
    ['it is saved already', undefined],
    ['the secrets cannot be listed', secretChoice(undefined, { others: [] }, now)],
    ['only one is left', secretChoice(secrets.slice(0, 1), { others: [] }, now)],
  ];
  for (const [title, choice] of unasked) {
    it(`do not ask which one it is when ${title}`, async () => {
      const { answers, asked } = await play(context({ choice, locations: [] }), []);
      assert.deepEqual([answers, asked], [{}, []]);
    });
  }

  it('offer all locations, ticked, and what can stand for the value in those that are chosen', async () => {
    const { answers, asked } = await play(context(), ['accept', 'accept', 'accept']);
    assert.ok(itemsOf(asked[1]).every(({ picked }) => picked));
    assert.deepEqual(
      itemsOf(asked[2]).map(({ label, description = '' }) => [label, description]),
      [
        ['Leave it as it is', ''],
        ['Replace it in .vscode/launch.json', 'V'],
        ['Replace it in compose.yaml', 'E'],
        ['Replace it in all 2 locations', ''],
      ],
    );
    assert.deepEqual(answers, { which: 1, locations: [env, launch, compose], replaced: [] });
  });

  it('replace what the user picks', async () => {
    const one = await play(context(), ['accept', 'accept', { pick: 'Replace it in compose.yaml' }]);
    assert.deepEqual(one.answers?.replaced, [compose]);
    const all = await play(context(), ['accept', 'accept', { pick: 'Replace it in all 2 locations' }]);
    assert.deepEqual(all.answers?.replaced, [launch, compose]);
  });

  it('ask about no reference where none of the chosen locations resolves one', async () => {
    const { answers, asked } = await play(context(), ['accept', { tick: ['.env'] }]);
    assert.equal(asked.length, 2);
    assert.deepEqual(answers?.locations, [env]);
    const none = await play(context(), ['accept', { tick: [] }]);
    assert.deepEqual(none.answers?.locations, []);
  });

  it('keep the answers after Back', async () => {
    const { asked, answers } = await play(context(), [
      { pick: 'Not sure' },
      { tick: ['.env', 'compose.yaml'] },
      'back',
      'back',
      'accept',
      'accept',
      'accept',
    ]);
    assert.equal(itemsOf(asked[3]).length, 3);
    assert.deepEqual(answers, { which: 'notSure', locations: [env, compose], replaced: [] });
  });

  for (const moves of [['cancel'], ['accept', 'cancel'], ['accept', 'accept', 'cancel']] as const) {
    it(`have no answers when the user cancels the ${moves.length}. one`, async () => {
      assert.equal((await play(context(), moves)).answers, undefined);
    });
  }
});

describe('the questions about the source of a secret', () => {
  const credential: FileCredential = {
    file: '/w/.env',
    folder: '/w',
    relativePath: '.env',
    found: {
      clientSecretKey: ['ADH_CLIENT_SECRET'],
      clientId: 'c',
      secret: { kind: 'value', value: new SecretText('one-secret-7') },
      group: { object: [], prefix: '' },
    },
  };

  async function playSource(moves: readonly Move[]) {
    const ui = new ReplayUi(moves);
    const steps = sourceSteps(Promise.resolve([credential]));
    const answers = await runWizard<SourceAnswers>(ui, 'Adopt', steps);
    ui.assertPlayedOut();
    return { answers, asked: ui.asked };
  }

  it('offer the clipboard, typing, and the files that have one, without the value', async () => {
    const { asked } = await playSource(['cancel']);
    assert.deepEqual(
      itemsOf(asked[0]?.prompt).map(({ label, description = '' }) => [label, description]),
      [
        ['On the clipboard', ''],
        ['Paste or type it…', ''],
        ['.env', 'ADH_CLIENT_SECRET'],
      ],
    );
    assert.ok(!JSON.stringify(asked).includes('one-secret-7'));
  });

  it('end with the file that was picked', async () => {
    const { answers } = await playSource([{ pick: '.env' }]);
    assert.deepEqual(answers?.source, { kind: 'file', credential });
  });

  it('refuse a typed text that is no secret, and never show it', async () => {
    const { answers, asked } = await playSource([
      { pick: 'Paste or type it…' },
      { type: '' },
      { type: '{{hub-writer}}' },
      { type: '***' },
      { type: ' one-secret-7 ' },
    ]);
    assert.ok(answers?.typed.equals(new SecretText('one-secret-7')));
    assert.deepEqual(
      asked.map(({ refused }) => refused !== undefined),
      [false, true, true, true, false],
    );
    const [, prompt] = asked.map(each => each.prompt);
    assert.ok(prompt?.kind === 'text' && prompt.password && prompt.value === '');
  });

  for (const moves of [['cancel'], [{ pick: 'Paste or type it…' }, 'cancel']] as const) {
    it(`have no answers when the user cancels the ${moves.length}. one`, async () => {
      assert.equal((await playSource(moves)).answers, undefined);
    });
  }
});

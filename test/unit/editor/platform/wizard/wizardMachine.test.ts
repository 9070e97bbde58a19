import assert from 'node:assert/strict';
import fc from 'fast-check';
import { runWizard, type WizardUi } from '../../../../../src/editor/platform/wizard/runWizard.ts';
import {
  answerStep,
  currentStep,
  goBack,
  startWizard,
  wizardPosition,
} from '../../../../../src/editor/platform/wizard/wizardMachine.ts';
import { stepsFor, type WizardStep } from '../../../../../src/editor/platform/wizard/wizardStep.ts';
import { type Move, ReplayUi } from '../../../../support/replayUi.ts';

interface Answers {
  readonly name: string;
  readonly kind: 'plain' | 'dated';
  readonly date: string;
  readonly place: string;
}

const ask = stepsFor<Answers>();

const text = (key: 'name' | 'date' | 'place', applies?: WizardStep<Answers>['applies']) =>
  ask.text(key, {
    applies,
    prompt: answers => ({
      question: key,
      value: answers[key] ?? `default ${key}`,
      check: typed => (typed === 'bad' ? 'not this' : undefined),
    }),
    read: typed => typed,
  });

const steps: readonly WizardStep<Answers>[] = [
  text('name'),
  ask.pick('kind', {
    question: () => 'kind',
    items: answers => [
      { label: 'plain', value: 'plain', picked: answers.kind === 'plain' },
      { label: 'dated', value: 'dated', picked: answers.kind === 'dated' },
    ],
  }),
  text('date', answers => answers.kind === 'dated'),
  text('place'),
];

async function play(moves: readonly Move[]) {
  const ui = new ReplayUi(moves);
  const answers = await runWizard(ui, 'Title', steps);
  ui.assertPlayedOut();
  return { answers, asked: ui.asked };
}

describe('a wizard', () => {
  it('closes its question and rejects when data for later questions fails', async () => {
    const ui: WizardUi = {
      ask: (_title, _position, _prompt, signal) =>
        new Promise(resolve => {
          signal.addEventListener('abort', () => resolve({ kind: 'cancel' }));
        }),
    };
    const needed = Promise.reject(new Error('no roles'));
    await assert.rejects(runWizard(ui, 'Title', steps, {}, needed), /no roles/);
  });

  it('asks in order and counts only the steps that apply', async () => {
    const { answers, asked } = await play(['accept', { pick: 'plain' }, { type: 'here' }]);
    assert.deepEqual(answers, { name: 'default name', kind: 'plain', place: 'here' });
    assert.deepEqual(
      asked.map(({ position }) => `${position.step}/${position.total}`),
      ['1/3', '2/3', '3/3'],
    );
    assert.deepEqual(
      asked.map(({ position }) => position.canGoBack),
      [false, true, true],
    );
  });

  it('adds a step when an answer makes it necessary', async () => {
    const { asked } = await play(['accept', { pick: 'dated' }, { type: '2030-01-01' }, 'accept']);
    assert.deepEqual(
      asked.map(({ prompt }) => prompt.question),
      ['name', 'kind', 'date', 'place'],
    );
    assert.equal(asked.at(-1)?.position.total, 4);
  });

  it('skips steps that do not apply on Back, and keeps all answers', async () => {
    const { answers, asked } = await play([
      { type: 'mine' },
      { pick: 'dated' },
      { type: '2030-01-01' },
      'back',
      'back',
      { pick: 'plain' },
      'back',
      'back',
      'accept',
      'accept',
      'accept',
    ]);
    assert.equal(answers?.name, 'mine');
    assert.equal(answers?.kind, 'plain');
    const again = asked.filter(({ prompt }) => prompt.question === 'name').at(-1)?.prompt;
    assert.equal(again?.kind === 'text' && again.value, 'mine');
  });

  it('does not accept an invalid text', async () => {
    const { answers, asked } = await play([{ type: 'bad' }, { type: 'good' }, 'accept', 'accept']);
    assert.equal(asked[0]?.refused, 'not this');
    assert.equal(answers?.name, 'good');
  });

  for (let before = 0; before < 4; before += 1) {
    it(`returns nothing if cancelled after ${before} answers`, async () => {
      const moves: Move[] = ['accept', { pick: 'dated' }, 'accept', 'accept'];
      const { answers } = await play([...moves.slice(0, before), 'cancel']);
      assert.equal(answers, undefined);
    });
  }

  it('is always at a step that applies, after any answers and Back', () => {
    const move = fc.oneof(fc.constant('back'), fc.constantFrom('plain', 'dated', 'x'));
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), moves => {
        let state = startWizard(steps, {});
        for (const each of moves) {
          state = each === 'back' ? goBack(steps, state) : answerStep(steps, state, each);
          const step = currentStep(steps, state);
          assert.ok(!step || (step.applies?.(state.answers) ?? true));
          const { step: at, total } = wizardPosition(steps, state);
          assert.ok(at >= 1 && at <= total);
        }
      }),
    );
  });
});

import assert from 'node:assert/strict';
import type { Reply, WizardUi } from '../../src/editor/platform/wizard/runWizard.ts';
import type { WizardPosition } from '../../src/editor/platform/wizard/wizardMachine.ts';
import type {
  GivenAnswer,
  PickItem,
  PickPrompt,
  Prompt,
  TextPrompt,
} from '../../src/editor/platform/wizard/wizardStep.ts';

/** One prepared answer: what a user does with the next prompt. */
export type Move =
  | { readonly type: string }
  | { readonly pick: string }
  | { readonly tick: readonly string[] }
  | 'accept'
  | 'back'
  | 'cancel';

/** A question as a user saw it. */
export interface Asked {
  readonly title: string;
  readonly position: WizardPosition;
  readonly prompt: Prompt;
  /** Why a typed text wasn't accepted. */
  readonly refused: string | undefined;
}

/** Gives prepared answers to a wizard by the rules of the real quick input: a refused text is asked for again. */
export class ReplayUi implements WizardUi {
  readonly asked: Asked[] = [];
  readonly #moves: Move[];

  constructor(moves: readonly Move[]) {
    this.#moves = [...moves];
  }

  async ask(title: string, position: WizardPosition, pending: Prompt | Promise<Prompt>): Promise<Reply> {
    const prompt = await pending;
    for (;;) {
      const move = this.#moves.shift();
      assert.ok(move, `no move is left for “${prompt.question}”`);
      const refused = refusal(prompt, move);
      this.asked.push({ title, position, prompt, refused });
      if (refused) continue;
      const line = pickedLine(prompt, move);
      if (line?.answers) {
        const reply = this.#replyToSummary(line.answers);
        if (reply) return reply;
      } else if (line?.act) await line.act();
      else return replyTo(prompt, move);
    }
  }

  /** Takes the next move as one in the summary; `undefined` when it goes back to the question. */
  #replyToSummary(answers: readonly GivenAnswer[]): Reply | undefined {
    const move = this.#moves.shift();
    if (move === 'back') return undefined;
    if (move === 'cancel') return { kind: 'cancel' };
    const label = typeof move === 'object' && 'pick' in move ? move.pick : undefined;
    const step = answers.find(answer => answer.label === label)?.step;
    assert.ok(step !== undefined, `the summary has no answer “${label}” to change`);
    return { kind: 'goTo', step };
  }

  /** Fails if prepared answers are left. */
  assertPlayedOut(): void {
    assert.deepEqual(this.#moves, []);
  }
}

function refusal(prompt: Prompt, move: Move): string | undefined {
  if (prompt.kind !== 'text' || move === 'back' || move === 'cancel') return undefined;
  return prompt.check(typedText(prompt, move));
}

function typedText(prompt: TextPrompt, move: Move): string {
  return typeof move === 'object' && 'type' in move ? move.type : prompt.value;
}

function replyTo(prompt: Prompt, move: Move): Reply {
  if (move === 'back' || move === 'cancel') return { kind: move };
  if (prompt.kind === 'text') return { kind: 'answer', value: typedText(prompt, move) };
  return {
    kind: 'answer',
    value: prompt.kind === 'pick' ? pickedItem(prompt, move).value : tickedValues(prompt, move),
  };
}

/** Returns the line that is picked; `undefined` for every other move. */
function pickedLine(prompt: Prompt, move: Move): PickItem | undefined {
  if (prompt.kind !== 'pick' || move === 'back' || move === 'cancel') return undefined;
  return pickedItem(prompt, move);
}

function pickedItem(prompt: PickPrompt, move: Move): PickItem {
  const label = typeof move === 'object' && 'pick' in move ? move.pick : undefined;
  const item = label
    ? prompt.items.find(candidate => candidate.label === label)
    : (prompt.items.find(candidate => candidate.picked) ?? prompt.items[0]);
  assert.ok(item, `“${prompt.question}” has no line “${label}”`);
  return item;
}

function tickedValues(prompt: PickPrompt, move: Move): unknown {
  const labels = typeof move === 'object' && 'tick' in move ? move.tick : undefined;
  return prompt.items
    .filter(item => item.locked || (labels ? labels.includes(item.label) : item.picked))
    .map(item => item.value);
}

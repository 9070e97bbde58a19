import assert from 'node:assert/strict';
import type { Reply, WizardUi } from '../../src/editor/platform/wizard/runWizard.ts';
import type { WizardPosition } from '../../src/editor/platform/wizard/wizardMachine.ts';
import type {
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
      const act = pickedAction(prompt, move);
      if (!act) return replyTo(prompt, move);
      await act();
    }
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

/** Returns what a line does that keeps the question open; `undefined` for every other move. */
function pickedAction(prompt: Prompt, move: Move): PickItem['act'] {
  if (prompt.kind !== 'pick' || move === 'back' || move === 'cancel') return undefined;
  return pickedItem(prompt, move).act;
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

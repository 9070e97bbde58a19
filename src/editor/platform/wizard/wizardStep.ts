/** A question that is answered by typing. */
export interface TextPrompt {
  readonly kind: 'text';
  /** What is asked, in words. */
  readonly question: string;
  /** What the field contains at first: an earlier answer, or the default. */
  readonly value: string;
  readonly placeholder?: string;
  /** Show dots instead of the text. */
  readonly password?: boolean;
  /** Returns why a text cannot be the answer, in words; `undefined` when it can. */
  readonly check: (text: string) => string | undefined;
}

/** One line of a list. */
export interface PickItem {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** What picking it answers. */
  readonly value: unknown;
  /** Ticked at first (lists of several), or the line that Enter takes (lists of one). */
  readonly picked?: boolean;
  /** Ticked for good. */
  readonly locked?: boolean;
}

/** A question that is answered by choosing one line (`pick`) or any number of lines (`pickMany`). */
export interface PickPrompt {
  readonly kind: 'pick' | 'pickMany';
  readonly question: string;
  readonly items: readonly PickItem[];
}

/** A question of any kind. */
export type Prompt = TextPrompt | PickPrompt;

/** One question of a wizard, as data. */
export interface WizardStep<Answers> {
  readonly id: string;
  /** Whether it is asked at all, given the answers before it; without it, always. */
  readonly applies?: ((answers: Partial<Answers>) => boolean) | undefined;
  /** Makes the question; earlier answers, its own too, are in `answers`. */
  readonly prompt: (answers: Partial<Answers>) => Prompt | Promise<Prompt>;
  /** Returns the answers with the reply to this step's prompt put in. */
  readonly record: (answers: Partial<Answers>, reply: unknown) => Partial<Answers>;
}

/** Makes a step whose typed text is the answer `key`, after `read` has made a value of it. */
export function textStep<Answers, Key extends keyof Answers & string>(
  key: Key,
  step: {
    readonly applies?: WizardStep<Answers>['applies'];
    readonly prompt: (answers: Partial<Answers>) => Omit<TextPrompt, 'kind'>;
    readonly read: (text: string) => Answers[Key];
  },
): WizardStep<Answers> {
  return {
    id: key,
    applies: step.applies,
    prompt: answers => ({ kind: 'text', ...step.prompt(answers) }),
    record: (answers, reply) => ({ ...answers, [key]: step.read(String(reply)) }),
  };
}

/** An item whose value is the answer, or one of the answers. */
export type ItemOf<Value> = Omit<PickItem, 'value'> & { readonly value: Value };

/** Makes a step whose picked line is the answer `key`. */
export function pickStep<Answers, Key extends keyof Answers & string>(
  key: Key,
  step: {
    readonly applies?: WizardStep<Answers>['applies'];
    readonly question: (answers: Partial<Answers>) => string;
    readonly items: (
      answers: Partial<Answers>,
    ) => readonly ItemOf<Answers[Key]>[] | Promise<readonly ItemOf<Answers[Key]>[]>;
  },
): WizardStep<Answers> {
  return {
    id: key,
    applies: step.applies,
    prompt: async answers => ({
      kind: 'pick',
      question: step.question(answers),
      items: await step.items(answers),
    }),
    record: (answers, reply) => ({ ...answers, [key]: reply }),
  };
}

/** Makes a step whose ticked lines together are the answer `key`. */
export function pickManyStep<Answers, Key extends keyof Answers & string, Value>(
  key: Answers[Key] extends readonly Value[] ? Key : never,
  step: {
    readonly question: string;
    readonly items: (answers: Partial<Answers>) => readonly ItemOf<Value>[];
  },
): WizardStep<Answers> {
  return {
    id: key,
    prompt: answers => ({ kind: 'pickMany', question: step.question, items: step.items(answers) }),
    record: (answers, reply) => ({ ...answers, [key]: reply }),
  };
}

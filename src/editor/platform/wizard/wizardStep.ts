/** A question that is answered by typing. */
export interface TextPrompt {
  readonly kind: 'text';
  /** The question text. */
  readonly question: string;
  /** The initial value: an earlier answer, or the default. */
  readonly value: string;
  readonly placeholder?: string;
  /** Show dots instead of the text. */
  readonly password?: boolean;
  /** Returns a validation message; `undefined` for a valid text. */
  readonly check: (text: string) => string | undefined;
}

/** One line of a list. */
export interface PickItem {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** The resulting answer. */
  readonly value: unknown;
  /** Initially selected (`pickMany`), or initially active (`pick`). */
  readonly picked?: boolean;
  /** Always selected. */
  readonly locked?: boolean;
  /** Heading above the first of several lines with the same one. */
  readonly group?: string | undefined;
  /** Name of the editor's icon in front of the label. */
  readonly icon?: string;
  /**
   * Does something instead of answering, and keeps the question open. Resolves with what the line says next to its label
   * afterwards; `undefined` to leave it as it is. Never rejects. Only for `pick`.
   */
  readonly act?: () => Promise<string | undefined>;
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
  /** Whether the step applies, given the earlier answers; default: always. */
  readonly applies?: ((answers: Partial<Answers>) => boolean) | undefined;
  /** Makes the question; `answers` includes an earlier answer to it. */
  readonly prompt: (answers: Partial<Answers>) => Prompt | Promise<Prompt>;
  /** Returns the answers with the reply to this step added. */
  readonly record: (answers: Partial<Answers>, reply: unknown) => Partial<Answers>;
}

/** An item whose value is the answer, or one of the answers. */
export type ItemOf<Value> = Omit<PickItem, 'value'> & { readonly value: Value };

/** A step that is answered by typing; `read` parses the text. */
export interface TextQuestion<Answers, Value> {
  readonly applies?: WizardStep<Answers>['applies'];
  readonly prompt: (answers: Partial<Answers>) => Omit<TextPrompt, 'kind'>;
  readonly read: (text: string) => Value;
}

/** A step that is answered by picking one line. */
export interface PickQuestion<Answers, Value> {
  readonly applies?: WizardStep<Answers>['applies'];
  readonly question: (answers: Partial<Answers>) => string | Promise<string>;
  readonly items: (answers: Partial<Answers>) => readonly ItemOf<Value>[] | Promise<readonly ItemOf<Value>[]>;
}

/** A step answered by selecting lines. */
export interface PickManyQuestion<Answers, Values> {
  readonly question: string;
  readonly items: (answers: Partial<Answers>) => ItemsOf<Values> | Promise<ItemsOf<Values>>;
}

type ItemsOf<Values> = readonly ItemOf<Values extends readonly (infer Value)[] ? Value : never>[];

/** Makes steps; the id of each is the key of its answer. */
export interface StepMaker<Answers> {
  text<Key extends keyof Answers & string>(
    key: Key,
    question: TextQuestion<Answers, Answers[Key]>,
  ): WizardStep<Answers>;
  pick<Key extends keyof Answers & string>(
    key: Key,
    question: PickQuestion<Answers, Answers[Key]>,
  ): WizardStep<Answers>;
  pickMany<Key extends keyof Answers & string>(
    key: Key,
    question: PickManyQuestion<Answers, Answers[Key]>,
  ): WizardStep<Answers>;
}

/** Returns the step factories for a type of answers. */
export const stepsFor = <Answers>(): StepMaker<Answers> => ({
  text: (key, { applies, prompt, read }) => ({
    id: key,
    applies,
    prompt: answers => ({ kind: 'text', ...prompt(answers) }),
    record: (answers, reply) => ({ ...answers, [key]: read(String(reply)) }),
  }),
  pick: (key, { applies, question, items }) => ({
    id: key,
    applies,
    prompt: async answers => ({
      kind: 'pick',
      question: await question(answers),
      items: await items(answers),
    }),
    record: (answers, reply) => ({ ...answers, [key]: reply }),
  }),
  pickMany: (key, { question, items }) => ({
    id: key,
    prompt: async answers => ({ kind: 'pickMany', question, items: await items(answers) }),
    record: (answers, reply) => ({ ...answers, [key]: reply }),
  }),
});

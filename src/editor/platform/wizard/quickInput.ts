import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { labelText, messageText } from '../../vocabulary/shownText.ts';
import { safeItem } from '../window/safeWindow.ts';
import type { Reply, WizardUi } from './runWizard.ts';
import type { WizardPosition } from './wizardMachine.ts';
import type { PickItem, PickPrompt, Prompt, TextPrompt } from './wizardStep.ts';

/** Context of a question. */
interface Frame {
  readonly title: string;
  readonly position: WizardPosition;
  /** Closes the question. */
  readonly signal: AbortSignal;
}

/** A line was chosen that does something instead of answering. */
interface Acted {
  readonly kind: 'act';
  readonly item: PickItem;
}

type Ask<P, R extends Reply | Acted = Reply> = (prompt: P, resolve: (reply: R) => void) => vscode.QuickInput;

/** Asks a wizard's questions with the editor's quick input. */
export const quickInput: WizardUi = {
  async ask(title, position, pending, signal) {
    const frame = { title, position, signal };
    const loaded = (await unlessSlow(pending)) ?? (await waitVisibly(frame, pending));
    return 'kind' in loaded ? loaded : askPrompt(frame, loaded.prompt);
  },
};

async function askPrompt(frame: Frame, prompt: Prompt): Promise<Reply> {
  if (prompt.kind === 'text') return show(frame, prompt, askText);
  if (prompt.kind === 'pickMany') return show(frame, prompt, askMany);
  const given = await show<PickPrompt, Reply | Acted>(frame, prompt, askOne);
  if (given.kind !== 'act') return given;
  // Asked anew: a list whose lines are replaced while it is shown doesn't tell reliably which one is active.
  return askPrompt(frame, promptAfter(prompt, given.item, await given.item.act?.()));
}

/** Returns a question after one of its lines has done something: that line says so, and is active. */
function promptAfter(prompt: PickPrompt, acted: PickItem, said: string | undefined): PickPrompt {
  const items = prompt.items.map(item =>
    item === acted
      ? { ...item, description: said ?? item.description, picked: true }
      : { ...item, picked: false },
  );
  return { ...prompt, items };
}

/** Resolves with a prompt that takes no time to make; `undefined` for one that has to be waited for. */
function unlessSlow(pending: Prompt | Promise<Prompt>): Promise<{ readonly prompt: Prompt } | undefined> {
  const made = Promise.resolve(pending).then(prompt => ({ prompt }));
  return Promise.race([made, new Promise<undefined>(resolve => setImmediate(resolve, undefined))]);
}

/** Shows a busy list until the prompt is available or the user cancels or goes back. */
async function waitVisibly(
  frame: Frame,
  pending: Prompt | Promise<Prompt>,
): Promise<Reply | { readonly prompt: Prompt }> {
  const closed = new AbortController();
  const given = show(frame, undefined, (_nothing, resolve) => {
    const pick = vscode.window.createQuickPick();
    pick.busy = true;
    pick.placeholder = l10n.t('Loading…');
    closed.signal.addEventListener('abort', () => resolve({ kind: 'cancel' }));
    return pick;
  });
  try {
    return await Promise.race([Promise.resolve(pending).then(prompt => ({ prompt })), given]);
  } finally {
    closed.abort();
  }
}

function show<P, R extends Reply | Acted = Reply>(
  { title, position, signal }: Frame,
  prompt: P,
  ask: Ask<P, R | Reply>,
): Promise<R | Reply> {
  if (signal.aborted) return Promise.resolve({ kind: 'cancel' });
  return new Promise<R | Reply>(resolve => {
    const disposables: vscode.Disposable[] = [];
    const finish = (reply: R | Reply) => {
      resolve(reply);
      for (const disposable of disposables.splice(0)) disposable.dispose();
    };
    const input = ask(prompt, finish) as vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox;
    disposables.push(input);
    input.title = labelText(title);
    input.step = position.step;
    input.totalSteps = position.total;
    // Keep the answers while the user looks up an id in another window.
    input.ignoreFocusOut = true;
    input.buttons = position.canGoBack ? [vscode.QuickInputButtons.Back] : [];
    disposables.push(
      input.onDidTriggerButton(() => finish({ kind: 'back' })),
      input.onDidHide(() => finish({ kind: 'cancel' })),
    );
    const close = () => finish({ kind: 'cancel' });
    signal.addEventListener('abort', close);
    disposables.push({ dispose: () => signal.removeEventListener('abort', close) });
    input.show();
  });
}

const askText: Ask<TextPrompt> = (prompt, resolve) => {
  const box = vscode.window.createInputBox();
  // The editor renders links in prompts.
  box.prompt = messageText(prompt.question);
  box.value = prompt.value;
  box.placeholder = prompt.placeholder;
  box.password = prompt.password ?? false;
  const faultOf = (text: string) => {
    const fault = prompt.check(text);
    return fault === undefined ? undefined : messageText(fault);
  };
  box.onDidChangeValue(text => {
    box.validationMessage = faultOf(text);
  });
  box.onDidAccept(() => {
    box.validationMessage = faultOf(box.value);
    if (box.validationMessage) return;
    const { value } = box;
    if (!prompt.password) return resolve({ kind: 'answer', value });
    // Clear it: the editor reuses the field and its text for the next question.
    box.value = '';
    setTimeout(() => resolve({ kind: 'answer', value }), 0);
  });
  return box;
};

/** A line of a list; headings have no item. */
interface Line extends vscode.QuickPickItem {
  readonly item?: PickItem;
}

function listOf(prompt: PickPrompt): vscode.QuickPick<Line> {
  const list = vscode.window.createQuickPick<Line>();
  list.placeholder = labelText(prompt.question);
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  list.items = prompt.items.flatMap((item, index) => [
    ...headingBefore(item, prompt.items[index - 1]),
    {
      ...safeItem({
        label: item.label,
        description: item.description,
        detail: item.detail,
      }),
      iconPath: item.icon === undefined ? undefined : new vscode.ThemeIcon(item.icon),
      item,
    },
  ]);
  return list;
}

/** Returns the heading of a line's group before the first line of the group. */
function headingBefore({ group }: PickItem, before: PickItem | undefined): readonly Line[] {
  if (group === undefined || group === before?.group) return [];
  return [{ label: labelText(group), kind: vscode.QuickPickItemKind.Separator }];
}

const askOne: Ask<PickPrompt, Reply | Acted> = (prompt, resolve) => {
  const list = listOf(prompt);
  const picked = list.items.filter(line => line.item?.picked);
  // An empty list would take the focus from the first choice, and Enter would do nothing.
  if (picked.length > 0) list.activeItems = picked;
  list.onDidAccept(() => {
    const [line] = list.activeItems;
    if (!line?.item) return;
    const { item } = line;
    resolve(item.act ? { kind: 'act', item } : { kind: 'answer', value: item.value });
  });
  return list;
};

const askMany: Ask<PickPrompt> = (prompt, resolve) => {
  const list = listOf(prompt);
  list.canSelectMany = true;
  list.selectedItems = list.items.filter(line => line.item?.picked || line.item?.locked);
  list.onDidChangeSelection(selected => {
    // Quick input has no locked items: select them again if they are deselected.
    const missing = list.items.filter(line => line.item?.locked && !selected.includes(line));
    if (missing.length > 0) list.selectedItems = [...selected, ...missing];
  });
  list.onDidAccept(() =>
    resolve({ kind: 'answer', value: list.selectedItems.map(line => line.item?.value) }),
  );
  return list;
};

import * as vscode from 'vscode';
import type { Change } from '../../core/change.ts';
import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { DueWork } from './dueWork.ts';

/** Loaded when there is a question: a window that starts only looks whether there is one. */
const questions = () => import('./dueQuestions.ts');
const commands = () => import('./rotateCommands.ts');

/** Rotating secrets, and finishing what was interrupted. */
export function feature(core: Core): Feature {
  const { journal, now, run, startTimer, statusItem } = core;
  const due: DueWork = new DueWork({
    journal,
    now,
    run,
    startTimer,
    mayAsk: () => vscode.workspace.isTrusted,
    looked: () => statusItem.showWaiting(due.count),
    askToDelete: operation => void questions().then(({ askToDelete }) => askToDelete(core, operation)),
    askToResume: operations => void questions().then(({ askToResume }) => askToResume(core, operations)),
  });
  const look = async () => {
    // First: an operation goes on from the files that there were before the crash.
    if (vscode.workspace.isTrusted) await core.files.recover();
    await due.look();
  };
  return {
    commands: {
      resumeWork: async () => (await import('./resumeCommands.ts')).resumeWork(core),
      rotate: async chosen => {
        const { rotate, rotateKept } = await commands();
        await ('selected' in chosen ? rotate(core, chosen) : rotateKept(core, chosen));
      },
    },
    services: {
      rotation: { rotateKept: async kept => (await commands()).rotateKept(core, kept) },
    },
    changed: change => follow(change, due),
    start: look,
    // What was only counted in Restricted Mode can now be asked about.
    disposables: [due, vscode.workspace.onDidGrantWorkspaceTrust(() => void run(look))],
  };
}

/** Looks for work that is due, or was interrupted, after a change. */
function follow(change: Change, due: DueWork): void {
  if (change.kind === 'operations' || change.kind === 'savedSecrets') void due.look();
  if (change.kind === 'operationShown') due.note(change.operation);
}

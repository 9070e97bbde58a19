import type { Change } from '../../core/change.ts';
import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { askToDelete, askToResume } from './dueQuestions.ts';
import { DueWork } from './dueWork.ts';
import { resumeWork } from './resumeCommands.ts';
import { rotate, rotateOne } from './rotateCommands.ts';
import { choiceOfKept } from './rotationSubject.ts';

/** Rotating secrets, and finishing what was interrupted. */
export function feature(core: Core): Feature {
  const { journal, now, run, startTimer, statusItem } = core;
  const due: DueWork = new DueWork({
    journal,
    now,
    run,
    startTimer,
    looked: () => statusItem.showWaiting(due.count),
    askToDelete: operation => void askToDelete(core, operation),
    askToResume: operations => void askToResume(core, operations),
  });
  return {
    commands: {
      resumeWork: () => resumeWork(core),
      rotate: chosen => ('selected' in chosen ? rotate(core, chosen) : rotateOne(core, choiceOfKept(chosen))),
    },
    services: { rotation: { rotateKept: kept => rotateOne(core, choiceOfKept(kept)) } },
    changed: change => follow(change, due),
    start: () => due.look(),
    disposables: [due],
  };
}

/** Looks for work that is due, or was interrupted, after a change. */
function follow(change: Change, due: DueWork): void {
  if (change.kind === 'operations' || change.kind === 'savedSecrets') void due.look();
  if (change.kind === 'operationShown') due.note(change.operation);
}

import { setTimeout as wait } from 'node:timers/promises';
import { serviceAsClient } from '../../../credentials/connections/selfService.ts';
import type { SessionSurroundings } from '../../../credentials/connections/sessionSurroundings.ts';
import type { SignIns } from '../../core/signIns/signIns.ts';
import { connectionSignIns } from './connectionSignIns.ts';
import { askToDelete, askToResume } from './dueQuestions.ts';
import { DueWork } from './dueWork.ts';
import type { RotationCommandParts } from './rotationTools.ts';

/** What rotation is wired from. */
export interface RotationNeeds
  extends Omit<RotationCommandParts, 'asClient' | 'clientSignIns' | 'sleep' | 'workChanged' | 'workShown'> {
  readonly signIns: SignIns;
  readonly surroundings: SessionSurroundings;
  /** Told when more, or less, waits for somebody. */
  readonly dueChanged: () => void;
  /** Told when an operation has changed something. */
  readonly worked: () => void;
  /** Starts a timer; returns what ends it. */
  readonly startTimer: (task: () => void, delayMs: number) => () => void;
}

/** Wires rotation: the parts of its commands, and the watch over what is due. */
export function rotationWiring({
  signIns,
  surroundings,
  dueChanged,
  worked,
  startTimer,
  ...needs
}: RotationNeeds) {
  const rotation: RotationCommandParts = {
    ...needs,
    asClient: client => serviceAsClient(client, surroundings),
    clientSignIns: connectionSignIns({ connections: needs.allConnections, signIns }),
    sleep: async (ms, signal) => {
      await wait(ms, undefined, signal ? { signal } : {}).catch(() => {});
    },
    workChanged: () => {
      void due.look();
      worked();
    },
    workShown: operation => due.note(operation),
  };
  const due = new DueWork({
    ...{ journal: needs.journal, now: needs.now, run: needs.run, startTimer, looked: dueChanged },
    askToDelete: operation => void askToDelete(rotation, operation),
    askToResume: operations => void askToResume(rotation, operations),
  });
  return { rotation, due };
}

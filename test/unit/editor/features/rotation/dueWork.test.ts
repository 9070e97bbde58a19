import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { MachineLock } from '../../../../../src/credentials/locks/machineLock.ts';
import { decodeOperation, type Operation } from '../../../../../src/credentials/operations/operation.ts';
import { OperationJournal } from '../../../../../src/credentials/operations/operationJournal.ts';
import { RecordFolder } from '../../../../../src/credentials/records/recordFolder.ts';
import { DueWork } from '../../../../../src/editor/features/rotation/dueWork.ts';
import { temporaryFolder } from '../../../../support/folders/temporaryFolder.ts';

const START = Date.parse('2027-01-01T00:00:00Z');
const at = (ms: number) => new Date(START + ms).toISOString();
const rotation = (given: Partial<Operation>): Operation => ({
  id: randomUUID(),
  kind: 'rotate',
  step: 'waiting',
  startedAt: at(0),
  resource: 'https://service',
  tenantId: 't',
  client: { type: 'clientCredentials', id: randomUUID(), name: 'Pump' },
  description: '',
  known: [1],
  places: [],
  oldSecretId: 1,
  newSecretId: 2,
  afterwards: { kind: 'delete', graceMs: 3_600_000 },
  deleteAt: at(3_600_000),
  ...given,
});

describe('the journal watcher', () => {
  const folder = temporaryFolder();
  let nowMs: number;
  let journal: OperationJournal;
  let timers: Set<{ readonly task: () => void; readonly atMs: number }>;
  let asked: string[];
  let counts: number[];
  let errors: unknown[];
  let isTrusted: boolean;
  let due: DueWork;

  beforeEach(() => {
    nowMs = START;
    isTrusted = true;
    timers = new Set();
    asked = [];
    counts = [];
    errors = [];
    const records = new RecordFolder(path.join(folder.path, 'journal'), decodeOperation, randomUUID);
    journal = new OperationJournal(records, new MachineLock(path.join(folder.path, 'locks')));
    due = newWatch(journal);
  });

  function newWatch(watched: Pick<OperationJournal, 'unattended'>): DueWork {
    const watch: DueWork = new DueWork({
      journal: watched,
      now: () => new Date(nowMs),
      run: task => task().catch(error => void errors.push(error)),
      startTimer: (task, delayMs) => {
        const timer = { task, atMs: nowMs + delayMs };
        timers.add(timer);
        return () => timers.delete(timer);
      },
      mayAsk: () => isTrusted,
      askToDelete: ({ client }) => asked.push(`delete ${client.id}`),
      askToResume: operations => asked.push(`resume ${operations.length}`),
      looked: () => counts.push(watch.count),
    });
    return watch;
  }

  /** Advances the time, runs due timers, and waits for the checks. */
  async function pass(ms: number): Promise<void> {
    const endMs = nowMs + ms;
    for (;;) {
      const [next] = [...timers].filter(({ atMs }) => atMs <= endMs).toSorted((a, b) => a.atMs - b.atMs);
      if (!next) break;
      nowMs = next.atMs;
      timers.delete(next);
      const before = counts.length + errors.length;
      next.task();
      while (counts.length + errors.length === before) await new Promise(resolve => setTimeout(resolve, 1));
    }
    nowMs = endMs;
  }

  it('counts the rotations that wait for their time apart from those that wait for the user', async () => {
    await journal.put(rotation({}));
    await journal.put(rotation({ deleteAt: at(-1) }));
    await journal.put(rotation({ step: 'written' }));
    await due.look();
    assert.deepEqual([due.count, due.waitingCount], [2, 1]);
    nowMs += 3_600_001;
    await due.look();
    assert.deepEqual([due.count, due.waitingCount], [3, 0]);
  });

  it('shows the count of due deletions at once, and asks about each once', async () => {
    const operation = rotation({});
    await journal.put(operation);
    await due.look();
    assert.deepEqual([asked, counts.at(-1)], [[], 0]);
    await pass(3_602_000);
    assert.deepEqual([asked, counts.at(-1)], [[`delete ${operation.client.id}`], 1]);
    await pass(3_600_000);
    assert.equal(asked.length, 1);
  });

  it('finds what a closed window has started', async () => {
    await due.look();
    await journal.put(rotation({ step: 'kept' }));
    await pass(1_200_000);
    assert.deepEqual([asked, counts.at(-1)], [['resume 1'], 1]);
  });

  it('only counts what waits while the user could not say yes, and asks once they can', async () => {
    isTrusted = false;
    await journal.put(rotation({ step: 'kept' }));
    await due.look();
    assert.deepEqual([asked, counts.at(-1)], [[], 1]);
    isTrusted = true;
    await due.look();
    assert.deepEqual(asked, ['resume 1']);
  });

  it('has at most one timer, and none after it is disposed', async () => {
    await journal.put(rotation({}));
    await Promise.all([due.look(), due.look(), due.look()]);
    assert.equal(timers.size, 1);
    const looking = due.look();
    due.dispose();
    await looking;
    assert.equal(timers.size, 0);
  });

  it('continues after a failed check, and logs the error', async () => {
    let fails = true;
    const failing = { unattended: () => (fails ? Promise.reject(new Error('disk')) : journal.unattended()) };
    due = newWatch(failing);
    await journal.put(rotation({ step: 'kept' }));
    await due.look();
    assert.match(String(errors), /disk/);
    fails = false;
    await pass(700_000);
    assert.deepEqual(asked, ['resume 1']);
  });
});

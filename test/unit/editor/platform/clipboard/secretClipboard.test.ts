import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { RecordFolder } from '../../../../../src/credentials/records/recordFolder.ts';
import { decodeClipboardMark } from '../../../../../src/editor/platform/clipboard/clipboardMark.ts';
import { SecretClipboard } from '../../../../../src/editor/platform/clipboard/secretClipboard.ts';
import { SecretText } from '../../../../../src/secret/secretText.ts';
import { temporaryFolder } from '../../../../support/folders/temporaryFolder.ts';
import { eventually } from '../../../../support/waiting/eventually.ts';

interface Timer {
  readonly task: () => void;
  readonly delayMs: number;
  stopped: boolean;
}

describe('SecretClipboard', () => {
  const folder = temporaryFolder();
  /** The clipboard of the machine, which outlives windows. */
  let held: { text: string; isReadable: boolean };
  let nowMs: number;
  let salts: number;

  beforeEach(() => {
    held = { text: '', isReadable: true };
    nowMs = Date.UTC(2027, 0, 1);
    salts = 0;
  });

  const marksOnDisk = () => {
    const marks = path.join(folder.path, 'clipboard');
    if (!fs.existsSync(marks)) return [];
    return fs.readdirSync(marks).map(name => fs.readFileSync(path.join(marks, name), 'utf8'));
  };

  /** A window, with timers that the test lets end. */
  function openWindow(clearAfterMs = 60_000) {
    const timers: Timer[] = [];
    const errors: unknown[] = [];
    const clipboard = new SecretClipboard({
      clipboard: {
        readText: async () => {
          if (!held.isReadable) throw new Error('Document is not focused');
          return held.text;
        },
        writeText: async text => {
          held.text = text;
        },
      },
      startTimer: (task, delayMs) => {
        const timer = { task, delayMs, stopped: false };
        timers.push(timer);
        return () => {
          timer.stopped = true;
        };
      },
      clearAfterMs: () => clearAfterMs,
      marks: new RecordFolder(path.join(folder.path, 'clipboard'), decodeClipboardMark, randomUUID),
      now: () => new Date(nowMs),
      newSalt: () => {
        salts += 1;
        return String(salts).repeat(32);
      },
      report: error => errors.push(error),
    });
    /** Lets the time pass, and waits until the window has done what it does then: it removes its mark last. */
    const elapse = async (ms = clearAfterMs) => {
      nowMs += ms;
      for (const timer of timers) if (!timer.stopped && timer.delayMs <= ms) timer.task();
      await eventually(() => assert.deepEqual(marksOnDisk(), []));
    };
    return { timers, clipboard, elapse, errors };
  }

  it('clears the secret after the delay', async () => {
    const { timers, clipboard, elapse } = openWindow();
    await clipboard.copy(new SecretText('hush'));
    assert.equal(held.text, 'hush');
    assert.equal(timers[0]?.delayMs, 60_000);
    await elapse();
    assert.equal(held.text, '');
    assert.deepEqual(marksOnDisk(), []);
  });

  it('keeps text that was copied later', async () => {
    const { clipboard, elapse } = openWindow();
    await clipboard.copy(new SecretText('hush'));
    held.text = 'a recipe';
    await elapse();
    assert.equal(held.text, 'a recipe');
    assert.deepEqual(marksOnDisk(), []);
  });

  it('restarts the delay on another copy', async () => {
    const { timers, clipboard } = openWindow();
    await clipboard.copy(new SecretText('one'));
    await clipboard.copy(new SecretText('two'));
    assert.deepEqual(
      timers.map(({ stopped }) => stopped),
      [true, false],
    );
    assert.equal(held.text, 'two');
    assert.equal(marksOnDisk().length, 1);
  });

  it('keeps the secret with a delay of 0', async () => {
    const { timers, clipboard } = openWindow(0);
    await clipboard.copy(new SecretText('hush'));
    assert.equal(timers.length, 0);
    assert.deepEqual(marksOnDisk(), []);
  });

  it('clears at once when the editor closes', async () => {
    const { clipboard } = openWindow();
    await clipboard.copy(new SecretText('hush'));
    await clipboard.dispose();
    assert.equal(held.text, '');
    assert.deepEqual(marksOnDisk(), []);
  });

  describe('in a window after one that was killed', () => {
    const copyAndDie = async () => {
      await openWindow().clipboard.copy(new SecretText('hush-hush'));
    };

    it('clears the secret when its time is over', async () => {
      await copyAndDie();
      nowMs += 61_000;
      await openWindow().clipboard.recover();
      assert.equal(held.text, '');
      assert.deepEqual(marksOnDisk(), []);
    });

    it('waits for the rest of the time', async () => {
      await copyAndDie();
      nowMs += 20_000;
      const { clipboard, timers, elapse } = openWindow();
      await clipboard.recover();
      await clipboard.recover();
      assert.deepEqual(
        timers.map(({ delayMs }) => delayMs),
        [40_000],
      );
      assert.equal(held.text, 'hush-hush');
      await elapse(40_000);
      assert.equal(held.text, '');
      assert.deepEqual(marksOnDisk(), []);
    });

    it('keeps other text', async () => {
      await copyAndDie();
      held.text = 'a recipe';
      nowMs += 61_000;
      await openWindow().clipboard.recover();
      assert.equal(held.text, 'a recipe');
      assert.deepEqual(marksOnDisk(), []);
    });

    it('looks again in the next window while the clipboard cannot be read, for a day', async () => {
      await copyAndDie();
      held.isReadable = false;
      nowMs += 61_000;
      await openWindow().clipboard.recover();
      assert.equal(marksOnDisk().length, 1);
      held.isReadable = true;
      await openWindow().clipboard.recover();
      assert.equal(held.text, '');
      assert.deepEqual(marksOnDisk(), []);

      await copyAndDie();
      held.isReadable = false;
      nowMs += 2 * 86_400_000;
      await openWindow().clipboard.recover();
      assert.deepEqual(marksOnDisk(), []);
    });
  });

  it('has no value on disk, and no hash without a salt', async () => {
    await openWindow().clipboard.copy(new SecretText('hush-hush'));
    await openWindow().clipboard.copy(new SecretText('hush-hush'));
    const [one = '', two = ''] = marksOnDisk();
    assert.notEqual(JSON.parse(one).hash, JSON.parse(two).hash);
    for (const mark of [one, two]) {
      assert.ok(!mark.includes('hush-hush'));
      assert.ok(!mark.includes(createHash('sha256').update('hush-hush').digest('hex')));
    }
  });

  it('copies and clears also when the mark cannot be written', async () => {
    fs.writeFileSync(path.join(folder.path, 'clipboard'), 'a file in the place of the folder');
    const { clipboard, errors } = openWindow();
    await clipboard.copy(new SecretText('hush'));
    assert.equal(held.text, 'hush');
    assert.equal(errors.length, 1);
    await clipboard.dispose().catch(() => undefined);
    assert.equal(held.text, '');
  });
});

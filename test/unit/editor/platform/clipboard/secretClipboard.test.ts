import assert from 'node:assert/strict';
import { SecretClipboard } from '../../../../../src/editor/platform/clipboard/secretClipboard.ts';
import { SecretText } from '../../../../../src/secret/secretText.ts';

/** A clipboard and a timer that a test controls. */
function scene(clearAfterMs = 60_000) {
  const held = { text: '' };
  const timers: { task: () => void; delayMs: number; stopped: boolean }[] = [];
  const clipboard = new SecretClipboard(
    {
      readText: async () => held.text,
      writeText: async text => {
        held.text = text;
      },
    },
    (task, delayMs) => {
      const timer = { task, delayMs, stopped: false };
      timers.push(timer);
      return () => {
        timer.stopped = true;
      };
    },
    () => clearAfterMs,
  );
  const elapse = async () => {
    for (const timer of timers) if (!timer.stopped) timer.task();
    await new Promise(setImmediate);
  };
  return { held, timers, clipboard, elapse };
}

describe('SecretClipboard', () => {
  it('clears the secret after the delay', async () => {
    const { held, timers, clipboard, elapse } = scene();
    await clipboard.copy(new SecretText('hush'));
    assert.equal(held.text, 'hush');
    assert.equal(timers[0]?.delayMs, 60_000);
    await elapse();
    assert.equal(held.text, '');
  });

  it('keeps text that was copied later', async () => {
    const { held, clipboard, elapse } = scene();
    await clipboard.copy(new SecretText('hush'));
    held.text = 'a recipe';
    await elapse();
    assert.equal(held.text, 'a recipe');
  });

  it('restarts the delay on another copy', async () => {
    const { held, timers, clipboard } = scene();
    await clipboard.copy(new SecretText('one'));
    await clipboard.copy(new SecretText('two'));
    assert.deepEqual(
      timers.map(({ stopped }) => stopped),
      [true, false],
    );
    assert.equal(held.text, 'two');
  });

  it('keeps the secret with a delay of 0', async () => {
    const { timers, clipboard } = scene(0);
    await clipboard.copy(new SecretText('hush'));
    assert.equal(timers.length, 0);
  });

  it('clears at once when the editor closes', async () => {
    const { held, clipboard } = scene();
    await clipboard.copy(new SecretText('hush'));
    await clipboard.dispose();
    assert.equal(held.text, '');
  });
});

import assert from 'node:assert/strict';
import { Countdown } from '../../../../src/editor/platform/countdown.ts';

/** A countdown whose minutes pass when the test says so. */
function scene() {
  const timers: (() => void)[] = [];
  const state = { isNeeded: true, drawn: 0, ended: 0 };
  const countdown = new Countdown({
    startTimer: (task, delayMs) => {
      assert.equal(delayMs, 60_000);
      timers.push(task);
      return () => {
        state.ended += 1;
      };
    },
    isNeeded: () => state.isNeeded,
    draw: () => {
      state.drawn += 1;
    },
  });
  return { countdown, state, timers, pass: () => timers.shift()?.() };
}

describe('a countdown', () => {
  it('draws once a minute, however often it is started', () => {
    const { countdown, state, timers, pass } = scene();
    countdown.start();
    countdown.start();
    assert.equal(timers.length, 1);
    pass();
    pass();
    assert.equal(state.drawn, 2);
    assert.equal(timers.length, 1);
  });

  it('pauses while nothing counts down, or nobody sees it, and starts again', () => {
    const { countdown, state, timers, pass } = scene();
    state.isNeeded = false;
    countdown.start();
    assert.equal(timers.length, 0);
    state.isNeeded = true;
    countdown.start();
    state.isNeeded = false;
    pass();
    assert.deepEqual([state.drawn, timers.length], [0, 0]);
    state.isNeeded = true;
    countdown.start();
    assert.equal(timers.length, 1);
  });

  it('ends its timer when it is disposed', () => {
    const { countdown, state } = scene();
    countdown.start();
    countdown.dispose();
    assert.equal(state.ended, 1);
  });
});

import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { SecretText } from '../../../src/secret/secretText.ts';
import type { IssuedToken } from '../../../src/signIn/issuedToken.ts';
import { RenewingTokenSource } from '../../../src/signIn/renewingTokenSource.ts';
import { SignInError } from '../../../src/signIn/signInError.ts';

const token = (value: string, lifetimeSeconds = 3600): IssuedToken => ({
  value: new SecretText(value),
  lifetimeSeconds,
});

/** A source with its own clock, whose requests the test answers. */
function scene(lifetimeSeconds = 3600) {
  const clock = { nowMs: 0 };
  const requests: { answer(): void; fail(error: Error): void; signal: AbortSignal }[] = [];
  const source = new RenewingTokenSource({
    nowMs: () => clock.nowMs,
    request: signal =>
      new Promise((resolve, reject) => {
        const number = requests.length + 1;
        requests.push({
          answer: () => resolve(token(`token-${number}`, lifetimeSeconds)),
          fail: reject,
          signal,
        });
      }),
  });
  const next = async () => {
    const asked = source.token();
    await setImmediate();
    requests.at(-1)?.answer();
    return (await asked).reveal();
  };
  return { clock, requests, source, next };
}

const isCancelled = (error: unknown) => error instanceof SignInError && error.code === 'cancelled';

describe('RenewingTokenSource', () => {
  const margins: readonly (readonly [lifetimeSeconds: number, renewedAfterMs: number])[] = [
    [3600, 3_540_000],
    [600, 540_000],
    [60, 54_000],
  ];
  for (const [lifetimeSeconds, renewedAfterMs] of margins) {
    it(`keeps a token of ${lifetimeSeconds} s for ${renewedAfterMs} ms`, async () => {
      const { clock, next } = scene(lifetimeSeconds);
      assert.equal(await next(), 'token-1');
      clock.nowMs = renewedAfterMs - 1;
      assert.equal(await next(), 'token-1');
      clock.nowMs = renewedAfterMs;
      assert.equal(await next(), 'token-2');
    });
  }

  it('makes one renewal for many callers', async () => {
    const { requests, source } = scene();
    const asked = Array.from({ length: 10 }, () => source.token());
    requests[0]?.answer();
    const values = (await Promise.all(asked)).map(each => each.reveal());
    assert.deepEqual(new Set(values), new Set(['token-1']));
    assert.equal(requests.length, 1);
  });

  it('continues the renewal when one of two callers cancels', async () => {
    const { requests, source } = scene();
    const abort = new AbortController();
    const leaving = source.token(abort.signal);
    const staying = source.token(new AbortController().signal);
    abort.abort();
    await assert.rejects(leaving, isCancelled);
    assert.equal(requests[0]?.signal.aborted, false);
    requests[0]?.answer();
    assert.equal((await staying).reveal(), 'token-1');
  });

  it('aborts the request when the last caller cancels, and starts another for the next caller', async () => {
    const { requests, source } = scene();
    const abort = new AbortController();
    const leaving = [source.token(abort.signal), source.token(abort.signal)];
    abort.abort();
    for (const each of leaving) await assert.rejects(each, isCancelled);
    assert.equal(requests[0]?.signal.aborted, true);
    const next = source.token();
    requests[1]?.answer();
    assert.equal((await next).reveal(), 'token-2');
  });

  it('rejects a caller whose signal has already aborted', async () => {
    const { source, next } = scene();
    await assert.rejects(source.token(AbortSignal.abort()), isCancelled);
    assert.equal(await next(), 'token-2');
  });

  it('tries again after a failure', async () => {
    const { requests, source, next } = scene();
    const failing = source.token();
    requests[0]?.fail(new SignInError('unreachable'));
    await assert.rejects(failing, SignInError);
    assert.equal(await next(), 'token-2');
  });

  it('renews once for ten refusals of the same token', async () => {
    const { requests, source, next } = scene();
    await next();
    const [first] = await Promise.all([source.token()]);
    source.invalidate(first);
    assert.equal(await next(), 'token-2');
    for (let refusal = 0; refusal < 9; refusal += 1) source.invalidate(first);
    assert.equal(await next(), 'token-2');
    assert.equal(requests.length, 2);
  });
});

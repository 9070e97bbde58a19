import assert from 'node:assert/strict';
import { untilCancelled } from '../../../../../src/editor/platform/progress/untilCancelled.ts';

describe('untilCancelled', () => {
  const never = () => new Promise<never>(() => {});

  it('ends at once when it is cancelled before or while it reads', async () => {
    await assert.rejects(untilCancelled(AbortSignal.abort(), never()), { code: 'cancelled' });
    const abort = new AbortController();
    const reading = untilCancelled(abort.signal, never());
    abort.abort();
    await assert.rejects(reading, { code: 'cancelled' });
  });

  it('returns what was read, or rejects with the reason', async () => {
    const { signal } = new AbortController();
    assert.equal(await untilCancelled(signal, Promise.resolve('read')), 'read');
    await assert.rejects(untilCancelled(signal, Promise.reject(new Error('down'))), /down/);
  });
});

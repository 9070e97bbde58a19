import assert from 'node:assert/strict';
import { untilCancelled } from '../../../../../src/editor/platform/progress/untilCancelled.ts';

describe('reading until the user cancels', () => {
  const never = () => new Promise<never>(() => {});

  it('ends at once when it is cancelled, before or meanwhile', async () => {
    await assert.rejects(untilCancelled(AbortSignal.abort(), never()), { code: 'cancelled' });
    const abort = new AbortController();
    const reading = untilCancelled(abort.signal, never());
    abort.abort();
    await assert.rejects(reading, { code: 'cancelled' });
  });

  it('gives what was read, or why it could not be', async () => {
    const { signal } = new AbortController();
    assert.equal(await untilCancelled(signal, Promise.resolve('read')), 'read');
    await assert.rejects(untilCancelled(signal, Promise.reject(new Error('down'))), /down/);
  });
});

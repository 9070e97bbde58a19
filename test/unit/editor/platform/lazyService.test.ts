import assert from 'node:assert/strict';
import { lazily } from '../../../../src/editor/platform/lazily.ts';
import { lazyService } from '../../../../src/editor/platform/lazyService.ts';

class Counter {
  #count = 0;

  async add(by: number): Promise<number> {
    this.#count += by;
    return this.#count;
  }
}

describe('lazyService', () => {
  it('loads the service on the first call, once', async () => {
    let loads = 0;
    const counter = lazyService(
      lazily(async () => {
        loads += 1;
        return new Counter();
      }),
    );
    assert.equal(loads, 0);
    assert.deepEqual(await Promise.all([counter.add(1), counter.add(2)]), [1, 3]);
    assert.equal(loads, 1);
  });

  it('rejects when the service cannot be loaded, and tries again', async () => {
    let loads = 0;
    const counter = lazyService(
      lazily(async () => {
        loads += 1;
        if (loads === 1) throw new Error('no file');
        return new Counter();
      }),
    );
    await assert.rejects(counter.add(1), /no file/);
    assert.equal(await counter.add(1), 1);
  });

  it('can be returned by an asynchronous function', async () => {
    const counter = lazyService(async () => new Counter());
    assert.equal(await (async () => counter)(), counter);
  });
});

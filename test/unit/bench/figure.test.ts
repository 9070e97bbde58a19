import assert from 'node:assert/strict';
import { figure, figureTable, inTurn, median, ratios } from '../../bench/figure.ts';
import { timeOf } from '../../bench/load.ts';

describe('bench: figures', () => {
  it('takes the median of an odd and an even number of values, in any order', () => {
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(median([4, 1, 10, 2]), 3);
    assert.equal(median([7]), 7);
    assert.throws(() => median([]), RangeError);
  });

  it('makes a figure of its runs', () => {
    assert.deepEqual(figure('a.b', 'ms', [3, 1, 2], 'r'), {
      name: 'a.b',
      value: 2,
      unit: 'ms',
      reference: 'r',
      min: 1,
      max: 3,
    });
  });

  it('measures in turn, after one of each that does not count', async () => {
    const order: string[] = [];
    let count = 0;
    const take = (name: string) => async () => {
      order.push(name);
      count += 1;
      return count;
    };
    const measured = await inTurn(2, take('ours'), take('theirs'));
    assert.deepEqual(order, ['ours', 'theirs', 'ours', 'theirs', 'ours', 'theirs']);
    assert.deepEqual(measured, { ours: [3, 5], reference: [4, 6] });
    assert.deepEqual(ratios(measured.ours, measured.reference), [3 / 4, 5 / 6]);
  });

  it('shows them as a table', () => {
    const table = figureTable([figure('long.name', 'ms', [123.4]), figure('b', '', [0.5, 1], 'that')]);
    assert.equal(
      table,
      [
        'figure     median  range      against',
        'long.name  123 ms  123–123',
        'b          0.75    0.50–1.00  that',
      ].join('\n'),
    );
  });

  it('does all of the work once, never more at a time than told', async () => {
    const done: number[] = [];
    let running = 0;
    let most = 0;
    await timeOf(20, 3, async index => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(resolve => setImmediate(resolve));
      running -= 1;
      done.push(index);
    });
    assert.deepEqual(
      done.toSorted((a, b) => a - b),
      [...Array(20).keys()],
    );
    assert.equal(most, 3);
  });
});

import assert from 'node:assert/strict';
import { figure } from '../../bench/figure.ts';
import { figureMarkdown } from '../../bench/figureMarkdown.ts';
import { isMet, scaleGoal } from '../../bench/goals.ts';

const MACHINE = { cores: 2, node: '24.21.0', editor: '1.139.1', runs: 7, calibrationMs: 100 };

describe('bench: figures as Markdown', () => {
  it('shows the machine, and each figure with its goal where there is one', () => {
    const text = figureMarkdown(
      [
        figure('list50000.ratio', '', [0.95, 0.8, 1], 'bare | undici'),
        figure('activation.overEmptyMs', 'ms', [6]),
        figure('bundle.firstUseKiB', 'KiB', [654.2]),
      ],
      MACHINE,
    );
    assert.match(
      text,
      /7 runs, 21 of what takes a moment, on 2 cores, Node\.js 24\.21\.0, VS Code 1\.139\.1/,
    );
    assert.deepEqual(text.split('\n').slice(-6), [
      '| figure | median | goal | range | against |',
      '| --- | ---: | ---: | ---: | --- |',
      '| `list50000.ratio` | 0.95 | ≥ 0.9 | 0.80–1.00 | bare \\| undici |',
      '| `activation.overEmptyMs` | 6.00 ms | ≤ 5 ms (missed) |  |  |',
      '| `bundle.firstUseKiB` | 654 KiB |  |  |  |',
      '',
    ]);
  });

  it('scales goals in milliseconds for a slower machine, and no others', () => {
    const figures = [figure('activation.overEmptyMs', 'ms', [9]), figure('vsix.KiB', 'KiB', [900])];
    const text = figureMarkdown(figures, { ...MACHINE, calibrationMs: 200 });
    assert.match(text, /VS Code 1\.139\.1; calibration loop 200 ms\./);
    assert.match(text, /`activation\.overEmptyMs` \| 9\.00 ms \| ≤ 10 ms \|/);
    assert.match(text, /`vsix\.KiB` \| 900 KiB \| ≤ 1500 KiB \|/);
    assert.deepEqual(scaleGoal({ least: 10 }, 'ms', 50), { least: 5 });
    assert.deepEqual(scaleGoal({ most: 1.5 }, '', 200), { most: 1.5 });
  });

  it('takes a goal as met at its very bound', () => {
    assert.deepEqual([isMet({ least: 0.9 }, 0.9), isMet({ least: 0.9 }, 0.89)], [true, false]);
    assert.deepEqual([isMet({ most: 5 }, 5), isMet({ most: 5 }, 5.01)], [true, false]);
  });
});

import assert from 'node:assert/strict';
import { activationRatio, activationTimes, totalMs } from '../../bench/editor/startupTable.ts';

/** As VS Code 1.139 writes it, shortened. */
const TEXT = `## System Info

* Initial Startup: false

## Performance Marks

| What                              | Duration | Process    | Info            |
| --------------------------------- | -------- | ---------- | --------------- |
| import(workbench.desktop.main.js) | 2485     | [renderer] | cached data: NO |

## Extension Activation Stats

| Extension                                     | Eager | Load Code | Call Activate | Finish Activate | Event             | By                                            |
| --------------------------------------------- | ----- | --------- | ------------- | --------------- | ----------------- | --------------------------------------------- |
| client-credentials.connect-client-credentials | false | 6         | 13            | 2               | onStartupFinished | client-credentials.connect-client-credentials |
| bench.empty                                   | false | 5         | 0             | 0               | onStartupFinished | bench.empty                                   |
| bench.late                                    | false |           |               |                 | onStartupFinished | bench.late                                    |

## Terminal Stats

| Name                                 | Timestamp     | Delta | Total |
| ------------------------------------ | ------------- | ----- | ----- |
| code/terminal/willGetTerminalBackend | 1795648068840 | 0     | 0     |
`;

describe('bench: the table of startup performance', () => {
  it('tells the times of each extension that is activated, and of nothing else', () => {
    const times = activationTimes(TEXT);
    assert.deepEqual(
      [...times],
      [
        ['client-credentials.connect-client-credentials', { load: 6, activate: 13, resolve: 2 }],
        ['bench.empty', { load: 5, activate: 0, resolve: 0 }],
      ],
    );
  });

  it('adds the times up', () => {
    assert.equal(totalMs({ load: 6, activate: 13, resolve: 2 }), 21);
  });

  it('compares two activations, of which one can be too short to count', () => {
    const ours = { load: 6, activate: 13, resolve: 2 };
    assert.equal(activationRatio(ours, { load: 5, activate: 1, resolve: 1 }), 3);
    assert.equal(activationRatio(ours, { load: 0, activate: 0, resolve: 0 }), 21);
  });

  it('finds nothing in a text without the table', () => {
    assert.equal(activationTimes('').size, 0);
    assert.equal(activationTimes('## Performance Marks\n\n| a.b | x | 1 | 2 | 3 |\n').size, 0);
  });
});

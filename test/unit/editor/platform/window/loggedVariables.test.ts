import assert from 'node:assert/strict';
import { levelThatLogsVariables } from '../../../../../src/editor/platform/window/loggedVariables.ts';

/** The numbers of `vscode.LogLevel`. */
const [OFF, TRACE, DEBUG, INFO, WARNING] = [0, 1, 2, 3, 4] as const;

describe('the level at which the editor logs variables', () => {
  const rows = [
    [TRACE, INFO, 'trace', 'trace'],
    [INFO, TRACE, 'trace', 'trace'],
    [OFF, TRACE, 'trace', 'trace'],
    [DEBUG, TRACE, 'trace', 'trace'],
    [DEBUG, INFO, undefined, 'debug'],
    [WARNING, DEBUG, undefined, 'debug'],
    [INFO, INFO, undefined, undefined],
    [OFF, OFF, undefined, undefined],
  ] as const;
  for (const [ofEditor, ofChannel, here, remote] of rows) {
    it(`is ${here} in a local and ${remote} in a remote window at the levels ${ofEditor} and ${ofChannel}`, () => {
      const levels = [ofEditor, ofChannel];
      assert.equal(levelThatLogsVariables({ levels, isRemote: false }), here);
      assert.equal(levelThatLogsVariables({ levels, isRemote: true }), remote);
    });
  }
});

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rerunCommand } from '../../support/runner/rerunCommand.ts';

describe('the command that runs a failed test again', () => {
  it('names the file and the test, for a POSIX shell', () => {
    const command = rerunCommand('/x/test/ui/leaks/a.test.ts', 'it’s `a` "$title" isn\'t it');
    const words = execFileSync('sh', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' });
    assert.deepEqual(words.trimEnd().split('\n'), [
      'npm',
      'test',
      '--',
      'test/ui/leaks/a.test.ts',
      '-f',
      'it’s `a` "$title" isn\'t it',
    ]);
  });

  it('finds the file of a suite that was bundled for an extension host', () => {
    assert.equal(rerunCommand('/x/out/host/a.test.cjs', 't'), "npm test -- test/host/a.test.ts -f 't'");
  });

  it('runs the whole file where a hook failed', () => {
    assert.equal(
      rerunCommand('/x/test/unit/a.test.ts', '"before all" hook', 'hook'),
      'npm test -- test/unit/a.test.ts',
    );
  });
});

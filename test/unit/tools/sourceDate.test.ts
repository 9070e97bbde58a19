import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { EARLIEST_ZIP_DATE, sourceDate } from '../../../tools/packaging/sourceDate.ts';
import { temporaryFolder } from '../../support/folders/temporaryFolder.ts';

describe('sourceDate', () => {
  const folder = temporaryFolder();

  it('returns SOURCE_DATE_EPOCH if it is set', () => {
    assert.equal(sourceDate(folder.path, { SOURCE_DATE_EPOCH: '1700000000' }), 1_700_000_000);
  });

  it('returns the date of the last commit otherwise', () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@localhost', ...args], {
        cwd: folder.path,
        env: { ...process.env, GIT_COMMITTER_DATE: '1600000000 +0200' },
      });
    git('init', '--quiet');
    git('commit', '--quiet', '--allow-empty', '--no-gpg-sign', '--message', 'Test');
    assert.equal(sourceDate(folder.path, {}), 1_600_000_000);
  });

  it('returns the earliest date of a zip file outside a repository', () => {
    assert.equal(sourceDate(folder.path, {}), EARLIEST_ZIP_DATE);
  });

  for (const wrong of ['yesterday', '1.5', '-1', '0']) {
    it(`rejects ${wrong}`, () => {
      assert.throws(() => sourceDate(folder.path, { SOURCE_DATE_EPOCH: wrong }), /whole number of seconds/);
    });
  }
});

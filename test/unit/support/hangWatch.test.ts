import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../support/folders/temporaryFolder.ts';
import { watchForHang } from '../../support/runner/hangWatch.ts';
import { openTests, PROGRESS_FILE_VARIABLE, reportProgress } from '../../support/waiting/progress.ts';

describe('the watch for a run that hangs', () => {
  const folder = temporaryFolder();
  let child: ChildProcess | undefined;

  afterEach(() => {
    child?.kill('SIGKILL');
  });

  const progressFile = (): string => path.join(folder.path, 'progress');

  /** Starts a program; resolves once it has printed something. */
  async function start(program: string): Promise<ChildProcess> {
    const started = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'pipe'] });
    child = started;
    await once(started.stdout, 'data');
    return started;
  }

  it('names the tests that had begun', async () => {
    fs.writeFileSync(progressFile(), 'begins one\nbegins two\nended one\n');
    const started = await start("console.log('runs'); setInterval(() => {}, 1e6)");
    const open = await new Promise(resolve => watchForHang(started, progressFile(), resolve, 1));
    assert.deepEqual(open, ['two']);
  });

  it('has no limit for a whole run', async () => {
    const started = await start("console.log('runs'); setTimeout(() => process.exit(3), 1100)");
    let hung = false;
    const end = watchForHang(
      started,
      progressFile(),
      () => {
        hung = true;
      },
      1e9,
    );
    assert.deepEqual(await once(started, 'close'), [3, null]);
    end();
    assert.equal(hung, false);
  });

  it('reads what tests report', () => {
    const file = path.join(folder.path, 'reported');
    const before = process.env[PROGRESS_FILE_VARIABLE];
    process.env[PROGRESS_FILE_VARIABLE] = file;
    try {
      reportProgress('begins', 'a test that ended well');
      reportProgress('begins', 'another');
      reportProgress('ended', 'a test that ended well');
    } finally {
      if (before === undefined) delete process.env[PROGRESS_FILE_VARIABLE];
      else process.env[PROGRESS_FILE_VARIABLE] = before;
    }
    assert.deepEqual(openTests(file), ['another']);
    assert.deepEqual(openTests(path.join(folder.path, 'no such file')), []);
  });
});

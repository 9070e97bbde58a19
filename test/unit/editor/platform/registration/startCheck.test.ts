import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { StartCheck } from '../../../../../src/editor/platform/registration/startCheck.ts';
import { temporaryFolder } from '../../../../support/folders/temporaryFolder.ts';

describe('the check when a window starts', () => {
  const folder = temporaryFolder();
  let starts = 0;
  let check: StartCheck;

  beforeEach(() => {
    starts = 0;
    check = new StartCheck(async () => {
      starts += 1;
    });
    fs.mkdirSync(path.join(folder.path, 'journal'));
    fs.writeFileSync(path.join(folder.path, 'journal/one.json'), '{}');
  });

  it('starts at once, and once, for an open operation', async () => {
    check.noteUse();
    await check.look(folder.path, undefined);
    check.noteUse();
    assert.equal(starts, 1);
  });

  it('starts nothing in a window that is closed while the records are read', async () => {
    const looking = check.look(folder.path, undefined);
    check.dispose();
    await looking;
    assert.equal(starts, 0);
  });
});

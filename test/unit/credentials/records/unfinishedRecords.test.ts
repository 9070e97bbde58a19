import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { RecordFolder } from '../../../../src/credentials/records/recordFolder.ts';
import { unfinishedName } from '../../../../src/credentials/records/unfinishedRecords.ts';
import { markText, thisProcess } from '../../../../src/machine/processMark.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

describe('a record that was not finished', () => {
  const folder = temporaryFolder();
  const records = () => new RecordFolder(folder.path, value => value as object, randomUUID);
  const names = () => fs.readdirSync(folder.path).filter(name => name.endsWith('.writing'));
  const plant = (name: string) => fs.writeFileSync(path.join(folder.path, name), '{"half":');
  /** The name of a file that a process made which has ended: no system has so high a number. */
  const left = () => `${markText({ ...thisProcess(), pid: 2 ** 22 + 1 })}.${randomUUID()}.writing`;

  it('is removed before the next one is written', async () => {
    plant(left());
    await records().put('key', { whole: true });
    assert.deepEqual(names(), []);
    assert.deepEqual(await records().all(), [{ whole: true }]);
  });

  it('is removed when the records are read at the next start', async () => {
    plant(left());
    assert.deepEqual(await records().all(), []);
    assert.deepEqual(names(), []);
  });

  it('is left alone while its process runs', async () => {
    const ours = unfinishedName('ours');
    plant(ours);
    await records().put('key', {});
    await records().all();
    assert.deepEqual(names(), [ours]);
  });
});

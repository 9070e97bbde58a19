import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { urgencyOf } from '../../../../../src/editor/platform/registration/urgency.ts';
import { temporaryFolder } from '../../../../support/folders/temporaryFolder.ts';

const NOW = new Date('2026-11-30T10:00:00Z');
const inDays = (days: number) => new Date(NOW.getTime() + days * 86_400_000).toISOString();

describe('urgency of the local records', () => {
  const folder = temporaryFolder();

  /** Writes a file into a folder of records; `text` is its content as it is. */
  function write(name: string, text: string): void {
    const file = path.join(folder.path, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  const keep = (name: string, expiresAt?: string) =>
    write(`kept/${name}.json`, JSON.stringify({ clientName: 'Pump', expiresAt }));
  const urgency = (warningDays = 30) => urgencyOf(folder.path, warningDays, NOW);

  it('is “never” without records', async () => {
    assert.equal(await urgency(), 'never');
    fs.mkdirSync(path.join(folder.path, 'kept'));
    write('kept/half.writing', '{}');
    assert.equal(await urgency(), 'never');
  });

  it('is “later” for valid secrets', async () => {
    keep('one', inDays(31));
    keep('two');
    assert.equal(await urgency(), 'later');
    assert.equal(await urgency(0), 'later');
  });

  it('is “later” if only files have secrets, whose expiration is unknown', async () => {
    write('bindings/one.json', '{}');
    assert.equal(await urgency(), 'later');
  });

  it('is “now” for a secret that expires soon or has expired', async () => {
    keep('one', inDays(300));
    keep('two', inDays(29.9));
    assert.equal(await urgency(), 'now');
    assert.equal(await urgency(14), 'later');
    keep('two', inDays(-1));
    assert.equal(await urgency(0), 'now');
  });

  it('is “now” for an open operation', async () => {
    write('journal/one.json', '{}');
    assert.equal(await urgency(), 'now');
  });

  it('is “now” for a secret that may still be on the clipboard', async () => {
    write('clipboard/one.json', '{}');
    assert.equal(await urgency(), 'now');
  });

  it('is “now” for a write that a crash has ended', async () => {
    write('writes/1-0123abcd-x.y.json', '{}');
    assert.equal(await urgency(), 'now');
  });

  it('is “now” if it cannot be determined', async () => {
    for (const name of ['journal', 'kept', 'bindings']) {
      fs.writeFileSync(path.join(folder.path, name), 'a file where the folder should be');
      assert.equal(await urgency(), 'now', name);
      fs.rmSync(path.join(folder.path, name));
    }
    fs.mkdirSync(path.join(folder.path, 'kept/one.json'), { recursive: true });
    assert.equal(await urgency(), 'now');
  });

  it('is “later” for a damaged record, which is then reported', async () => {
    for (const [index, text] of ['', 'null', '[]', '{"expiresAt":{}}', '{"expiresAt":"soon"}'].entries())
      write(`kept/${index}.json`, text);
    assert.equal(await urgency(), 'later');
  });
});

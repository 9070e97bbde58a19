import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { errorInWords } from '../../../src/editor/vocabulary/errors/messages.ts';
import { fillInput } from '../../../src/externalStores/fillInput.ts';
import { createInStore } from '../../../src/externalStores/putIntoStore.ts';
import { StoreError } from '../../../src/externalStores/storeError.ts';
import { SecretText } from '../../../src/secret/secretText.ts';
import { temporaryFolder } from '../../support/folders/temporaryFolder.ts';

describe('fillInput', () => {
  const folder = temporaryFolder();
  const variables = ['TMPDIR', 'TEMP', 'TMP'] as const;
  const before = variables.map(name => process.env[name]);

  afterEach(() => {
    for (const [index, name] of variables.entries()) {
      const value = before[index];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  function useTemporary(value: string): void {
    for (const name of variables) process.env[name] = value;
  }

  /** Makes a folder whose name is longer than the address of a socket can be. */
  function longFolder(name: string): string {
    const long = path.join(folder.path, name);
    fs.mkdirSync(long, { recursive: true });
    return long;
  }

  const names = [
    ['of 91 characters', 'x'.repeat(91)],
    ['of 200 characters', 'x'.repeat(200)],
    ['of few characters, but many bytes', 'ü'.repeat(50)],
    ['that does not exist', 'missing'],
  ] as const;
  for (const [title, name] of names) {
    it(`gives a program its input when the temporary folder has a name ${title}`, async () => {
      useTemporary(name === 'missing' ? path.join(folder.path, name) : longFolder(name));
      const got = path.join(folder.path, 'got');
      await createInStore(
        { id: 'custom', place: { program: '/bin/sh', commandLine: `-c 'cat > ${got}'` } },
        {
          credential: { clientId: 'c', secret: new SecretText('hush-hush') },
          surroundings: { env: process.env, platform: process.platform },
          signal: new AbortController().signal,
        },
      );
      assert.equal(fs.readFileSync(got, 'utf8'), 'hush-hush');
    });
  }

  it('leaves nothing behind, and takes the first folder that is usable', async () => {
    const short = fs.mkdtempSync('/tmp/i-');
    const input = await fillInput('hush', [longFolder('y'.repeat(120)), '/proc', short]);
    assert.equal(await text(input), 'hush');
    assert.deepEqual(fs.readdirSync(short), []);
    fs.rmdirSync(short);
  });

  it('says why a socket can be made in no folder', async () => {
    const long = longFolder('z'.repeat(120));
    const error: unknown = await fillInput('hush', [long, '/proc']).catch(reason => reason);
    assert.ok(error instanceof AggregateError);
    assert.deepEqual(
      error.errors.map(each => (each as NodeJS.ErrnoException).code ?? (each as Error).message),
      [`${long} is too long for a socket`, 'ENOENT'],
    );
    const told = errorInWords(new StoreError('noSocketFolder', 'vault', { cause: error })).text;
    assert.match(told, /“vault” wasn’t started.*TMPDIR.*Nothing was changed in the store/);
  });
});

import assert from 'node:assert/strict';
import { formatOf } from '../../../../src/projectFiles/formats/fileFormats.ts';
import { readKey } from '../../../../src/projectFiles/writing/keyChange.ts';

describe('readKey', () => {
  const read = async (text: string) => readKey(await formatOf('/project/.env'), text, ['SECRET']);

  it('returns the last value of a key, which does not print', async () => {
    const value = await read('SECRET=one\nSECRET=canary\n');
    assert.equal(value?.reveal(), 'canary');
    assert.equal(`${value}`, '[secret]');
  });

  it('returns no value for a key that is missing or was emptied', async () => {
    assert.equal(await read('OTHER=x\n'), undefined);
    assert.equal(await read('SECRET=\n'), undefined);
    assert.equal(await read('SECRET=""\n'), undefined);
  });
});

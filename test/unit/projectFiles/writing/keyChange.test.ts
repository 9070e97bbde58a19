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

  for (const [title, file, text, keyPath] of [
    [
      'INI: a section and a key in another case',
      'a.ini',
      '[connect]\nclientsecret = s\n',
      ['Connect', 'ClientSecret'],
    ],
    ['INI: before other keys', 'a.ini', '[A]\nx=1\nX=s\n', ['A', 'X']],
    [
      '.NET: a key in another case',
      'App.config',
      '<configuration><appSettings><add key="CLIENTSECRET" value="s"/></appSettings></configuration>',
      ['appSettings', 'ClientSecret'],
    ],
  ] as const)
    it(`finds a key as its readers do: ${title}`, async () =>
      assert.equal(readKey(await formatOf(`/project/${file}`), text, keyPath)?.reveal(), 's'));

  it('finds no key in another case where readers tell them apart', async () => {
    assert.equal(readKey(await formatOf('/project/.env'), 'secret=s\n', ['SECRET']), undefined);
    assert.equal(readKey(await formatOf('/project/a.toml'), 'secret = "s"\n', ['SECRET']), undefined);
  });

  it('returns no value for a key that is missing or was emptied', async () => {
    assert.equal(await read('OTHER=x\n'), undefined);
    assert.equal(await read('SECRET=\n'), undefined);
    assert.equal(await read('SECRET=""\n'), undefined);
  });
});

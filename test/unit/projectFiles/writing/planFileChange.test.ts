import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';
import { writeSafely } from '../../../../src/projectFiles/disk/safeWrite.ts';
import { diskAccess } from '../../../../src/projectFiles/fileAccess.ts';
import { dotenvFormat } from '../../../../src/projectFiles/formats/dotenv/dotenvFormat.ts';
import { applyEdits } from '../../../../src/projectFiles/formats/textEdit.ts';
import { planFileChange, planTextChange } from '../../../../src/projectFiles/writing/planFileChange.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';
import { diskParts } from '../../../support/folders/diskParts.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { targetsIn } from '../search/targetsIn.ts';

const VALUES = {
  resource: 'https://r.example',
  apiVersion: 'v1',
  tenantId: 't',
  clientId: 'c',
  clientSecret: new SecretText('S3CRET'),
};

describe('planFileChange', () => {
  const folder = temporaryFolder();
  const storage = temporaryFolder();
  const at = (name: string) => path.join(folder.path, name);
  const plan = (name: string, template?: string) =>
    planFileChange({ path: at(name), template: template && at(template) }, VALUES, diskAccess);

  it('makes a file from its template and fills only the placeholders', async () => {
    const template =
      '{\r\n  "Resource": "https://r.example", // where\r\n  "ClientId": "PLACEHOLDER_A",\r\n  "ClientSecret": "PLACEHOLDER_B",\r\n  "NamespaceId": "PLACEHOLDER_C"\r\n}';
    writeFileSync(at('x.placeholder.json'), template);
    const change = await plan('x.json', 'x.placeholder.json');
    assert.equal(change.before, undefined);
    assert.equal(
      change.after.toString(),
      template.replace('PLACEHOLDER_A', 'c').replace('PLACEHOLDER_B', 'S3CRET'),
    );
  });

  it('uses the file instead of the template once it exists', async () => {
    writeFileSync(at('.env.example'), 'ADH_CLIENT_ID=<id>\n');
    writeFileSync(at('.env'), 'OCS_CLIENT_ID=\n');
    const change = await plan('.env', '.env.example');
    assert.equal(change.after.toString(), 'OCS_CLIENT_ID=c\nOCS_CLIENT_SECRET=S3CRET\n');
  });

  for (const [title, before] of [
    ['a byte-order mark', '\uFEFF# é\nADH_CLIENT_ID=\nADH_CLIENT_SECRET=\n'],
    ['CRLF', 'ADH_CLIENT_ID=\r\nADH_CLIENT_SECRET=\r\n'],
    ['a missing final line end', 'ADH_CLIENT_ID=\nADH_CLIENT_SECRET='],
  ] as const) {
    it(`keeps ${title}`, async () => {
      writeFileSync(at('.env'), before);
      const { after } = await plan('.env');
      assert.equal(after.toString(), before.replace('ID=', 'ID=c').replace('SECRET=', 'SECRET=S3CRET'));
    });
  }

  it('plans no edits the second time', async () => {
    for (const name of ['.env', 'appsettings.json']) {
      const first = await plan(name);
      writeFileSync(at(name), first.after);
      const second = await plan(name);
      assert.deepEqual([second.edits, second.after], [[], first.after]);
    }
  });

  it('keeps the spelling of values that fit', () => {
    const { edits, places } = planTextChange(
      dotenvFormat,
      '.env',
      'ADH_RESOURCE=https://r.example/\nADH_CLIENT_ID=c\n',
      VALUES,
    );
    assert.deepEqual(
      places.map(({ field, state }) => [field, state]),
      [
        ['resource', 'same'],
        ['clientId', 'same'],
        ['clientSecret', 'new'],
      ],
    );
    assert.equal(edits.length, 1);
  });

  it('plans the same edits for a text in the editor', async () => {
    const text = '# mine\nADH_CLIENT_ID="x"\n';
    writeFileSync(at('.env'), text);
    const { edits } = planTextChange(dotenvFormat, at('.env'), text, VALUES);
    assert.equal(applyEdits(text, edits), (await plan('.env')).after.toString());
  });

  it('names keys but no values in its places', () => {
    const { places } = planTextChange(dotenvFormat, '.env', '', VALUES);
    assert.ok(!inspect(places, { depth: null }).includes('S3CRET'));
  });

  for (const [title, name, content, code] of [
    ['a text that cannot be parsed', 'x.json', '{', 'notParsable'],
    ['a list', 'x.json', '[]', 'notAnObject'],
    ['UTF-16 that no reader of it knows', '.env', Buffer.from('\uFEFFA=1', 'utf16le'), 'notUtf8'],
    ['bytes that are not UTF-8', '.env', Buffer.from([0x41, 0xc3, 0x28]), 'notUtf8'],
    ['a file that is too large', '.env', Buffer.alloc(5 * 1024 * 1024 + 1, 'x'), 'tooLarge'],
    ['an unknown format', 'x.exe', '', 'unknownFormat'],
  ] as const) {
    it(`refuses ${title}`, async () => {
      writeFileSync(at(name), content);
      await assert.rejects(plan(name), { name: 'ProjectFileError', code, path: at(name) });
    });
  }

  it('refuses a folder', async () => {
    mkdirSync(at('.env'));
    await assert.rejects(plan('.env'), { name: 'ProjectFileError', code: 'notAFile' });
  });

  it('works from a workspace folder to a written file', async () => {
    writeFileSync(
      at('appsettings.placeholder.json'),
      '{\n  "ClientId": "PLACEHOLDER",\n  "ClientSecret": "PLACEHOLDER"\n}\n',
    );
    const [target] = await targetsIn(folder.path, VALUES);
    assert.ok(target);
    const change = await planFileChange(target, VALUES, diskAccess);
    await writeSafely(change, target.folder, diskParts({ storage: storage.path }));
    assert.deepEqual(JSON.parse(readFileSync(target.path, 'utf8')), {
      ClientId: 'c',
      ClientSecret: 'S3CRET',
    });
    assert.match(readFileSync(at('appsettings.placeholder.json'), 'utf8'), /PLACEHOLDER/);
  });
});

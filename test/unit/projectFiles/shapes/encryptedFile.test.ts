import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { PROJECT_FILE_WORDS } from '../../../../src/editor/vocabulary/errors/projectFileErrorWords.ts';
import { diskAccess } from '../../../../src/projectFiles/fileAccess.ts';
import { formatOf } from '../../../../src/projectFiles/formats/fileFormats.ts';
import { ProjectFileError } from '../../../../src/projectFiles/projectFileError.ts';
import { ProjectIndex } from '../../../../src/projectFiles/search/projectIndex.ts';
import { readCredentials } from '../../../../src/projectFiles/search/readCredentials.ts';
import { encryptionOf } from '../../../../src/projectFiles/shapes/encryptedFile.ts';
import { planKeyChanges } from '../../../../src/projectFiles/writing/keyChange.ts';
import { maskedChange } from '../../../../src/projectFiles/writing/maskedChange.ts';
import { planFileChange } from '../../../../src/projectFiles/writing/planFileChange.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { targetsIn } from '../search/targetsIn.ts';

const VALUES = { resource: 'https://r.example', apiVersion: 'v1', tenantId: 't', clientId: 'c' };
const SEALED = 'kind: SealedSecret\nspec:\n  encryptedData:\n    ADH_CLIENT_SECRET: AgBy3i4O\n';
const VAULT = '$ANSIBLE_VAULT;1.1;AES256\n66386439653236336462\n';

const ENCRYPTED: readonly (readonly [file: string, content: string | Buffer, by: string, advice: string])[] =
  [
    [
      'a.yaml',
      'client_id: ENC[x]\nclient_secret: ENC[x]\nsops:\n  mac: ENC[x]\n',
      'SOPS',
      'sops edit a.yaml',
    ],
    ['b.yaml', 'a: 1\n---\nclient_id: x\nsops:\n  mac: ENC[x]\n', 'SOPS', 'sops edit b.yaml'],
    ['a.json', '{"ClientSecret": "ENC[x]", "sops": {"mac": "ENC[x]"}}', 'SOPS', 'sops edit a.json'],
    ['a.ini', '[a]\nclient_secret = ENC[x]\n[sops]\nmac = ENC[x]\n', 'SOPS', 'sops edit a.ini'],
    [
      '.env.sops',
      'CLIENT_SECRET=ENC[x]\nsops_version=3.9.0\nsops_mac=ENC[x]\n',
      'SOPS',
      'sops edit .env.sops',
    ],
    [
      'client_secret.toml',
      '{"data": "ENC[AES256_GCM,data:x]", "sops": {"mac": "client_secret"}}',
      'SOPS',
      'sops edit client_secret.toml',
    ],
    ['sealed.yaml', SEALED, 'Sealed Secrets', 'kubeseal --merge-into sealed.yaml'],
    ['two sealed.yaml', `a: 1\n---\n${SEALED}`, 'Sealed Secrets', 'kubeseal --merge-into "two sealed.yaml"'],
    [
      'local.settings.json',
      '{"IsEncrypted": true, "Values": {"ADH_CLIENT_SECRET": "x"}}',
      'Azure Functions Core Tools',
      'func settings decrypt',
    ],
    ['vault.yml', VAULT, 'Ansible Vault', 'ansible-vault edit vault.yml'],
    ['vault.ini', `\n${VAULT}`, 'Ansible Vault', 'ansible-vault edit vault.ini'],
    [
      '.env.production',
      'DOTENV_PUBLIC_KEY_PRODUCTION="03"\nADH_CLIENT_ID=x\nADH_CLIENT_SECRET="encrypted:BE9"\n',
      'dotenvx',
      'dotenvx set KEY VALUE -f .env.production',
    ],
    ['crypt.json', Buffer.from('\0GITCRYPT\0\xfe\xff', 'latin1'), 'git-crypt', 'git-crypt unlock'],
    ['age.yaml', '-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n', 'age', 'age --decrypt age.yaml'],
    ['age.json', Buffer.from('age-encryption.org/v1\n\xfe', 'latin1'), 'age', 'age --decrypt age.json'],
    ['pgp.toml', '-----BEGIN PGP MESSAGE-----\n\nhQEM\n', 'PGP', 'gpg --decrypt pgp.toml'],
    ['openssl.ini', 'U2FsdGVkX19x\n', 'OpenSSL', 'Decrypt it'],
    ['e.json', '{"_public_key": "63", "client_secret": "EJ[1:x]"}', 'EJSON', 'ejson decrypt e.json'],
  ];

const CLEAR: readonly (readonly [file: string, text: string])[] = [
  ['a.yaml', 'sops:\n  version: 3\nclient_id: x\n'],
  ['a.yaml', '# sops_mac\nkind: Secret\nstringData: {client_secret: x}\n'],
  ['local.settings.json', '{"IsEncrypted": false, "Values": {}}'],
  ['local.settings.json', '{"Values": {"IsEncrypted": true}}'],
  ['.env', 'DOTENV_PUBLIC_KEY=x\nADH_CLIENT_SECRET=y\n'],
  ['.env', 'ADH_CLIENT_SECRET=encrypted:x\n'],
  ['.env', 'A=1\n$ANSIBLE_VAULT;1.1\n'],
  ['a.json', '{"_public_key": "x", "client_secret": "y"}'],
];

describe('an encrypted file', () => {
  const folder = temporaryFolder();
  const at = (name: string) => path.join(folder.path, name);

  for (const [file, content, by, advice] of ENCRYPTED) {
    it(`is refused, with advice: ${file}, ${by}`, async () => {
      fs.writeFileSync(at(file), content);
      const isRefused = (error: unknown) => {
        assert.ok(error instanceof ProjectFileError);
        assert.deepEqual([error.code, error.path, error.detail], ['encrypted', at(file), by]);
        const words = PROJECT_FILE_WORDS.encrypted(error);
        assert.ok(words.includes(by) && words.includes(advice), words);
        return true;
      };
      const values = { ...VALUES, clientSecret: new SecretText('s') };
      await assert.rejects(planFileChange({ path: at(file) }, values, diskAccess), isRefused);
      if (typeof content !== 'string') return;
      const format = await formatOf(file);
      assert.throws(() => maskedChange(format, at(file), content, VALUES), isRefused);
      assert.throws(() => planKeyChanges(format, { file: at(file), text: content }, []), isRefused);
    });
  }

  it('is not offered, and is shown in the project', async () => {
    for (const [file, content] of ENCRYPTED) fs.writeFileSync(at(file), content);
    const targets = await targetsIn(folder.path, VALUES);
    assert.deepEqual(
      targets.map(target => target.relativePath),
      ['.env'],
    );
    const found = await readCredentials(folder.path, {
      access: diskAccess,
      files: await new ProjectIndex(folder.path, () => [], diskAccess).files(),
      known: { values: [] },
      userSecrets: { home: folder.path, platform: 'linux' },
    });
    assert.deepEqual(
      new Map(found.files.map(({ relativePath, unread }) => [relativePath, unread?.code])),
      new Map(found.files.map(({ relativePath }) => [relativePath, 'encrypted'])),
    );
    assert.deepEqual(
      new Set(found.files.map(({ relativePath }) => relativePath)),
      new Set(ENCRYPTED.map(([file]) => file)),
    );
  });

  for (const [file, text] of CLEAR)
    it(`is not one that only looks so: ${file}, ${JSON.stringify(text)}`, async () =>
      assert.equal(encryptionOf(await formatOf(file), text), undefined));
});

describe('a file that cannot be parsed', () => {
  const folder = temporaryFolder();

  for (const [template, text] of [
    ['config.placeholder.yml', 'default:\n  client_id: "x"\n  client_secret: "y""\n'],
    ['appsettings.placeholder.json', '{"ClientId": "", "ClientSecret": ""'],
    ['settings.placeholder.toml', 'client_id = "x"\nclient_secret = "y\n'],
    ['list.placeholder.yaml', '- a\n- b\n'],
  ] as const)
    it(`is not offered: ${template}`, async () => {
      fs.writeFileSync(path.join(folder.path, template), text);
      fs.writeFileSync(path.join(folder.path, template.replace('.placeholder', '')), text);
      const both = await targetsIn(folder.path, VALUES);
      fs.rmSync(path.join(folder.path, template.replace('.placeholder', '')));
      const one = await targetsIn(folder.path, VALUES);
      for (const targets of [both, one])
        assert.deepEqual(
          targets.map(({ relativePath }) => relativePath),
          ['.env'],
        );
    });
});

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { LocalTenantError } from '../../../../src/localTenant/localTenantError.ts';
import { UserDirectory } from '../../../../src/localTenant/users/userDirectory.ts';
import { readUserFile } from '../../../../src/localTenant/users/userFile.ts';
import {
  ADMINISTRATOR_ROLE_TYPE_ID,
  MEMBER_ROLE_TYPE_ID,
} from '../../../../src/service/model/builtInRoles.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

describe('local tenant: users', () => {
  const folder = temporaryFolder();
  const file = () => path.join(folder.path, 'users.json');
  const read = () => readUserFile(file(), randomBytes);

  it('makes an administrator and a member with new passwords, once, in a file that only its owner can read', () => {
    const users = read();
    assert.deepEqual(
      users.map(({ userName, roles }) => [userName, roles.includes('Tenant Administrator')]),
      [
        ['administrator', true],
        ['member', false],
      ],
    );
    for (const { password } of users) assert.match(password, /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    assert.notEqual(users[0]?.password, users[1]?.password);
    assert.equal((fs.statSync(file()).mode & 0o777).toString(8), '600');
    assert.deepEqual(fs.readdirSync(folder.path), ['users.json']);
    assert.deepEqual(read(), users);
  });

  it('does not replace a file that is there but cannot be read', () => {
    fs.symlinkSync(file(), file());
    assert.throws(read, (error: unknown) => error instanceof LocalTenantError);
    assert.ok(fs.lstatSync(file()).isSymbolicLink());
  });

  it('reads users that someone adds to the file', () => {
    const own = [{ userName: ' Ada ', name: 'Ada', password: ' p ', roles: ['Tenant Viewer'] }];
    fs.writeFileSync(file(), JSON.stringify(own));
    assert.deepEqual(read(), [{ ...own[0], userName: 'Ada' }]);
  });

  const user = { userName: 'a', name: 'A', password: 'p', roles: [] };
  const unusable: readonly [string, unknown, RegExp][] = [
    ['no array', {}, /is not a JSON array/],
    ['no JSON', '{', /is not a JSON array/],
    ['a role that is not built in', [{ ...user, roles: ['Boss'] }], /not valid at 0\.roles\.0/],
    ['an empty password', [user, { ...user, userName: 'b', password: '' }], /not valid at 1\.password/],
    ['a misspelt property', [{ ...user, role: [] }], /not valid at 0\.role\b/],
    ['two users of one name', [user, { ...user, userName: 'A' }], /different names/],
  ];
  for (const [what, content, message] of unusable) {
    it(`reports a file that has ${what}, without quoting a password`, () => {
      fs.writeFileSync(file(), typeof content === 'string' ? content : JSON.stringify(content));
      assert.throws(read, (error: unknown) => {
        assert.ok(error instanceof LocalTenantError && error.code === 'dataFolderUnusable');
        assert.match(error.message, message);
        assert.match(error.message, /Tenant Steward|Tenant Data Steward/);
        return true;
      });
    });
  }

  it('accepts the right password, ignoring the case of the name', () => {
    const directory = new UserDirectory('t', [{ ...user, userName: 'Ada', password: 'Secret' }]);
    const signedIn = directory.signIn(' aDa ', 'Secret');
    assert.ok(signedIn);
    assert.equal(directory.find(signedIn.id), signedIn);
    for (const [name, password] of [
      ['Ada', 'secret'],
      ['Ada', ''],
      ['Ada', 'Secret '],
      ['', 'Secret'],
      ['nobody', ''],
      ['nobody', 'Secret'],
    ] as const) {
      assert.equal(directory.signIn(name, password), undefined, `${name}:${password}`);
    }
  });

  it('gives every user Tenant Member, the roles in the file, and a constant id', () => {
    const users = [
      { ...user, roles: ['Tenant Administrator', 'Tenant Member'] },
      { ...user, userName: 'b' },
    ];
    const [first, second] = ['a', 'b'].map(name => new UserDirectory('t', users).signIn(name, 'p'));
    assert.deepEqual(first?.roleTypeIds, [MEMBER_ROLE_TYPE_ID, ADMINISTRATOR_ROLE_TYPE_ID]);
    assert.deepEqual(second?.roleTypeIds, [MEMBER_ROLE_TYPE_ID]);
    assert.match(first?.id ?? '', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.notEqual(first?.id, second?.id);
    assert.equal(new UserDirectory('t', users).signIn('A', 'p')?.id, first?.id);
    assert.notEqual(new UserDirectory('u', users).signIn('a', 'p')?.id, first?.id, 'another tenant');
  });
});

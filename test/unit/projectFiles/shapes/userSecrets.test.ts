import assert from 'node:assert/strict';
import { userSecretsFile, userSecretsIdOf } from '../../../../src/projectFiles/shapes/dotnet/userSecrets.ts';

const project = (inner: string) =>
  `<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup>${inner}</PropertyGroup></Project>`;

describe('.NET user secrets', () => {
  for (const [inner, id] of [
    [
      '<UserSecretsId>79a3edd0-2092-40a2-a04d-dcb46d5ca9ed</UserSecretsId>',
      '79a3edd0-2092-40a2-a04d-dcb46d5ca9ed',
    ],
    ['<UserSecretsId>\n  My.App-1 \n</UserSecretsId>', 'My.App-1'],
    ['<!-- <UserSecretsId>old</UserSecretsId> --><UserSecretsId>new</UserSecretsId>', 'new'],
    ['<!-- <UserSecretsId>old</UserSecretsId> -->', undefined],
    ['<UserSecretsId></UserSecretsId>', undefined],
    ['<UserSecretsId>$(MSBuildProjectName)</UserSecretsId>', undefined],
    ['<UserSecretsId>../../.ssh</UserSecretsId>', undefined],
    ['<UserSecretsId>..</UserSecretsId>', undefined],
    ['<UserSecretsId>a/b</UserSecretsId>', undefined],
    ['<UserSecretsId>a\\b</UserSecretsId>', undefined],
    ['<UserSecretsId>C:x</UserSecretsId>', undefined],
    [`<UserSecretsId>${'x'.repeat(200)}</UserSecretsId>`, undefined],
  ] as const) {
    it(`have ${id === undefined ? 'no id' : `the id ${id}`} in ${inner.slice(0, 60)}`, () =>
      assert.equal(userSecretsIdOf(project(inner)), id));
  }

  it('are in the file that .NET reads', () => {
    assert.equal(
      userSecretsFile('x', { home: '/home/me', platform: 'linux' }),
      '/home/me/.microsoft/usersecrets/x/secrets.json',
    );
    assert.equal(
      userSecretsFile('x', { home: 'C:\\Users\\me', appData: 'D:\\Data', platform: 'win32' }),
      'D:\\Data\\Microsoft\\UserSecrets\\x\\secrets.json',
    );
    assert.equal(
      userSecretsFile('x', { home: 'C:\\Users\\me', platform: 'win32' }),
      'C:\\Users\\me\\AppData\\Roaming\\Microsoft\\UserSecrets\\x\\secrets.json',
    );
  });
});

import assert from 'node:assert/strict';
import {
  completeRepository,
  repositoriesOf,
  repositoryOfAddress,
} from '../../../src/externalStores/githubRepository.ts';

describe('the repository of a remote', () => {
  for (const [address, expected] of [
    ['https://github.com/owner/name.git', 'github.com/owner/name'],
    ['https://user:token@github.com/owner/name', 'github.com/owner/name'],
    ['https://GitHub.com/owner/na.me/', 'github.com/owner/na.me'],
    ['git@github.com:owner/name.git', 'github.com/owner/name'],
    ['ssh://git@github.com/owner/name.git', 'github.com/owner/name'],
    ['ssh://git@ssh.github.com:443/owner/name.git', 'github.com/owner/name'],
    ['git://github.com/owner/name', 'github.com/owner/name'],
    ['https://github.example.org/owner/name.git', 'github.example.org/owner/name'],
    ['https://github.example.org:8443/owner/name.git', 'github.example.org:8443/owner/name'],
    ['ssh://git@github.example.org:2222/owner/name.git', 'github.example.org/owner/name'],
    ['git@tenant.ghe.com:owner/name.git', 'tenant.ghe.com/owner/name'],
    // These are not GitHub's, or not repositories.
    ['https://gitlab.com/owner/name.git', undefined],
    ['git@bitbucket.org:owner/name.git', undefined],
    ['https://dev.azure.com/org/project/_git/name', undefined],
    ['https://org.visualstudio.com/project/_git', undefined],
    ['https://example.org/a/b/c.git', undefined],
    ['/srv/git/owner/name.git', undefined],
    ['../name.git', undefined],
    [String.raw`C:\git\name`, undefined],
    ['C:/owner/name', undefined],
    ['file:///srv/owner/name', undefined],
    ['ext::sh -c x% owner/name', undefined],
    ['https://github.com/--help/name', undefined],
    ['https://github.com/owner/..', undefined],
    ['', undefined],
  ] as const) {
    it(`${expected ? 'reads' : 'ignores'} ${address}`, () =>
      assert.equal(repositoryOfAddress(address), expected));
  }

  it('comes first when it is on GitHub or on GH_HOST', () => {
    const addresses = [
      'git@forge.example:a/b',
      'git@ghe.example:c/d',
      'git@github.com:e/f',
      'https://github.com/e/f',
    ];
    assert.deepEqual(repositoriesOf(addresses, { GH_HOST: 'ghe.example' }), [
      'ghe.example/c/d',
      'github.com/e/f',
      'forge.example/a/b',
    ]);
  });
});

describe('a repository that a user typed', () => {
  for (const [written, expected] of [
    ['o/r', 'github.com/o/r'],
    ['ghe.example/o/r', 'ghe.example/o/r'],
    ['https://github.com/o/r', 'github.com/o/r'],
    ['r', undefined],
    ['o/r/x/y', undefined],
    ['-R/x', undefined],
    ['o/r r', undefined],
    ['', undefined],
  ] as const) {
    it(`${expected ? 'is complete' : 'is refused'}: “${written}”`, () =>
      assert.equal(completeRepository(written, {}), expected));
  }

  it('is on GH_HOST, as for gh', () =>
    assert.equal(completeRepository('o/r', { GH_HOST: 'ghe.example' }), 'ghe.example/o/r'));
});

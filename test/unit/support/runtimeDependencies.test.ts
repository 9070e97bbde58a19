import assert from 'node:assert/strict';
import { cutToRuntime, type LockedPackages } from '../../support/realEditor/install/runtimeDependencies.ts';

describe('the reduced lock file of the editor', () => {
  const packages: LockedPackages = {
    'node_modules/a': {
      version: '1.0.0',
      dependencies: { b: '^1.0.0' },
      optionalDependencies: { c: '*', absent: '*' },
    },
    'node_modules/a/node_modules/b': { version: '1.5.0', dependencies: { a: '*', d: '*' } },
    'node_modules/b': { version: '2.0.0' },
    'node_modules/c': { version: '3.0.0' },
    'node_modules/d': { version: '4.0.0' },
    'node_modules/unused': { version: '5.0.0' },
  };
  const { manifest, lock } = cutToRuntime(packages, ['a', 'not-there']);

  it('requires the packages that the editor imports, in the locked version', () => {
    assert.deepEqual(Object(manifest).dependencies, { a: '1.0.0' });
  });

  it('keeps only their dependencies, from the nearest folder', () => {
    assert.deepEqual(Object.keys(Object(lock).packages), [
      '',
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/c',
      'node_modules/d',
    ]);
  });

  it('keeps entries as they are', () => {
    assert.equal(
      Object(lock).packages['node_modules/a/node_modules/b'],
      packages['node_modules/a/node_modules/b'],
    );
  });
});

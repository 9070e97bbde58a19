import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../support/folders/projectFolders.ts';

interface LockedPackage {
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
}

/** The dependencies, and the program that publishes to Open VSX. */
const LOCK_FILES = [
  'package-lock.json',
  'tools/mutation/stryker/package-lock.json',
  'tools/release/openVsx/package-lock.json',
];

function readPackages(file: string): [name: string, LockedPackage][] {
  const { packages } = JSON.parse(fs.readFileSync(path.join(projectRoot, file), 'utf8'));
  return Object.entries<LockedPackage>(packages).filter(([name]) => name !== '');
}

const manifest = JSON.parse(fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));

for (const file of LOCK_FILES)
  describe(file, () => {
    const packages = readPackages(file);

    it('has the hash of every package, those of other platforms included', () => {
      assert.ok(packages.length > 100);
      const without = packages.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'));
      assert.deepEqual(
        without.map(([name]) => name),
        [],
      );
    });

    it('names no registry, so that everyone can install from their own', () => {
      const resolved = packages.filter(([, each]) => each.resolved !== undefined || each.link);
      assert.deepEqual(
        resolved.map(([name]) => name),
        [],
      );
    });
  });

describe('package.json', () => {
  it('asks for exact versions', () => {
    const loose = Object.entries(manifest.devDependencies as Record<string, string>).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    );
    assert.deepEqual(loose, []);
    assert.equal(manifest.dependencies, undefined, 'what the extension needs is in its bundles');
  });
});

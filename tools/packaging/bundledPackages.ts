import fs from 'node:fs';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { projectRoot } from '../../test/support/folders/projectFolders.ts';

/** A package from which at least one byte is in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** The SPDX expression of its package.json; `undefined` when it has none. */
  readonly license: string | undefined;
  /** Absolute. */
  readonly folder: string;
}

/** Returns the folder of the package that contains a file below `node_modules`. */
const PACKAGE_FOLDER = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;

/** Returns the packages in the bundles, sorted by name and version. A package may have two versions. */
export function listBundledPackages(metafile: Metafile): readonly BundledPackage[] {
  const files = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([file]) => file),
  );
  const folders = new Set(
    files.map(file => PACKAGE_FOLDER.exec(file)?.[0]).filter(each => each !== undefined),
  );
  return [...folders].map(readPackage).sort(byNameAndVersion);
}

function readPackage(folder: string): BundledPackage {
  const absolute = path.resolve(projectRoot, folder);
  const { name, version, license } = JSON.parse(fs.readFileSync(path.join(absolute, 'package.json'), 'utf8'));
  return { name, version, license, folder: absolute };
}

/** The order must not depend on the machine's language, or packages would differ. */
function byNameAndVersion(a: BundledPackage, b: BundledPackage): number {
  const [left, right] = [a, b].map(({ name, version }) => `${name}@${version}`) as [string, string];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

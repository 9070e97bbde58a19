import { buildBundles } from '../../support/builds/buildBundles.ts';

let isBuilt = false;

/** Builds the bundles in `dist/` as they ship, once for all benchmarks. */
export function buildForRelease(): void {
  if (isBuilt) return;
  buildBundles({ production: true });
  isBuilt = true;
}

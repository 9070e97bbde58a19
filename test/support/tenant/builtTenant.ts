import { bundles } from '../../../esbuild.js';
import { builtProgram } from '../builds/builtProgram.ts';

/** Returns the options with which esbuild builds the local tenant's bundle that ships; for a build that waits, which takes no plugins. */
export function tenantBuildOptions() {
  const found = bundles.find(({ entryPoints }) => 'localTenant' in (entryPoints as object));
  if (!found) throw new Error('esbuild.js builds no local tenant');
  const { plugins: _, ...options } = found;
  return options;
}

/** Returns the local tenant's bundle of the present sources, not minified. */
export function builtTenant(): string {
  const { outdir: _, outExtension: __, ...options } = tenantBuildOptions();
  return builtProgram('localTenant.cjs', { ...options, entryPoints: ['src/localTenant/main.ts'] });
}

import { bundles } from '../../../esbuild.js';
import { builtProgram } from '../builds/builtProgram.ts';

/** Returns the options with which esbuild builds the local tenant's bundle that ships. */
export function tenantBuildOptions() {
  const options = bundles.find(({ entryPoints }) => 'localTenant' in (entryPoints as object));
  if (!options) throw new Error('esbuild.js builds no local tenant');
  return options;
}

/** Returns the local tenant's bundle of the present sources, not minified. */
export function builtTenant(): string {
  const { outdir: _, outExtension: __, ...options } = tenantBuildOptions();
  return builtProgram('localTenant.cjs', { ...options, entryPoints: ['src/localTenant/main.ts'] });
}

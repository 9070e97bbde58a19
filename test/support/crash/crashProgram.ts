import { builtProgram } from '../builds/builtProgram.ts';

/** Bundles a program that kills itself. It has ES modules, because it replaces their functions. */
export const crashProgram = (name: 'crashChild' | 'writeChild'): string =>
  builtProgram(`${name}.mjs`, {
    entryPoints: [`test/support/crash/${name}.ts`],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });

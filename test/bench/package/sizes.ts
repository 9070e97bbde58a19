import fs from 'node:fs';
import path from 'node:path';
import { buildPackage } from '../../support/builds/buildPackage.ts';
import { projectRoot } from '../../support/folders/projectFolders.ts';
import type { Benchmark } from '../benchmark.ts';
import { figure } from '../figure.ts';
import { buildForRelease } from './buildForRelease.ts';

const kib = (file: string): number => fs.statSync(path.join(projectRoot, file)).size / 1024;

/** Weighs what ships: the package, what an editor reads of it when it starts, and what on first use. */
export const measureSizes: Benchmark = async () => {
  buildForRelease();
  buildPackage(path.join(projectRoot, 'connect-client-credentials.vsix'));
  return [
    figure(
      'bundle.activationKiB',
      'KiB',
      [kib('dist/extension.cjs')],
      'minified; read when the editor starts',
    ),
    figure(
      'bundle.chunksKiB',
      'KiB',
      [
        fs
          .globSync('dist/{chunks/*,openEditor,sessionList}.cjs', { cwd: projectRoot })
          .reduce((sum, file) => sum + kib(file), 0),
      ],
      'minified; each chunk is read when it is first used',
    ),
    figure('bundle.localTenantKiB', 'KiB', [kib('dist/localTenant.cjs')], 'minified; a process of its own'),
    figure('vsix.KiB', 'KiB', [kib('connect-client-credentials.vsix')]),
  ];
};

// `npm run test:mutation`: changes the code that decides about shapes, groups, placeholders and masks, one place at a time, and
// lists the changes that no test notices. Arguments are options of Stryker: `-- --mutate src/projectFiles/shapes/joins/looseFields.ts`
// takes one file. A whole run takes hours on one core; the report is `out/mutation.json`.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../test/support/folders/projectFolders.ts';
import { installLocked } from '../installLocked.ts';

const FOLDER = path.join(projectRoot, 'tools/mutation/stryker');
const PROGRAM = path.join(FOLDER, 'node_modules/@stryker-mutator/core/bin/stryker.js');

if (!fs.existsSync(PROGRAM)) installLocked(FOLDER, process.env);
const config = path.join(projectRoot, 'tools/mutation/stryker.config.json');
const { status } = spawnSync(process.execPath, [PROGRAM, 'run', config, ...process.argv.slice(2)], {
  cwd: projectRoot,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;

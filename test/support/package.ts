// `npm run package`: makes `connect-client-credentials.vsix` at the root, or the file that is named, from a production
// build.
import fs from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { packagedReadme } from './packagedReadme.ts';
import { projectRoot } from './projectFolders.ts';

const README = 'dist/README.md';

fs.mkdirSync(path.join(projectRoot, 'dist'), { recursive: true });
fs.writeFileSync(
  path.join(projectRoot, README),
  packagedReadme(fs.readFileSync(path.join(projectRoot, 'README.md'), 'utf8')),
);
await createVSIX({
  cwd: projectRoot,
  packagePath: path.resolve(process.argv[2] ?? path.join(projectRoot, 'connect-client-credentials.vsix')),
  readmePath: README,
  // the manifest names no repository yet, about which a terminal would be asked
  allowMissingRepository: true,
  // everything is in the bundles
  dependencies: false,
});

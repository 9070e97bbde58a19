// `npm run package`: makes `connect-client-credentials.vsix` at the root, or the file that is named, from a production
// build.
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { projectRoot } from './projectFolders.ts';

await createVSIX({
  cwd: projectRoot,
  packagePath: path.resolve(process.argv[2] ?? path.join(projectRoot, 'connect-client-credentials.vsix')),
  // the manifest names no repository yet, about which a terminal would be asked
  allowMissingRepository: true,
  // everything is in the bundles
  dependencies: false,
});

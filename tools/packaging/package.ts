// `npm run package`: writes `connect-client-credentials.vsix` at the root, or the file that is named.

import { packageExtension } from './packageExtension.ts';
import { releaseFiles } from './releaseFiles.ts';

try {
  const { report } = await packageExtension(process.argv[2] ?? releaseFiles.package);
  process.stdout.write(report);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}

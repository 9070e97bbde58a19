import path from 'node:path';
import { projectRoot } from '../../test/support/folders/projectFolders.ts';

/** The files that make a release, at the root; git-ignored. */
export const releaseFiles = {
  package: path.join(projectRoot, 'connect-client-credentials.vsix'),
  /** The software bill of materials. */
  sbom: path.join(projectRoot, 'connect-client-credentials.cdx.json'),
} as const;

import path from 'node:path';

/** The folder of package.json. */
export const projectRoot = path.resolve(import.meta.dirname, '../../..');

/** The folder of editors and of `npm start`; ignored by Git. */
export const editorCache = path.join(projectRoot, '.vscode-test');

/** The package that UI tests install like a user; made for each run. */
export const packageFile = path.join(editorCache, 'connect-client-credentials.vsix');

/** A small project of a developer on the platform; tests and `npm start` open copies. */
export const sampleWorkspace = path.join(projectRoot, 'test/support/sampleWorkspace');

/** The folder of pictures from UI tests; ignored by Git. */
export const screenshotFolder = path.join(projectRoot, 'test-results/screenshots');

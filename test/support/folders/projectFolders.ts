import path from 'node:path';

/** The folder of package.json. */
export const projectRoot = path.resolve(import.meta.dirname, '../../..');

/** Where editors and `npm start` keep their things; git-ignored. */
export const editorCache = path.join(projectRoot, '.vscode-test');

/** The package that UI tests install as a user does; made anew for each run. */
export const packageFile = path.join(editorCache, 'connect-client-credentials.vsix');

/** A small project as the platform's developers have it; tests and `npm start` open copies. */
export const sampleWorkspace = path.join(projectRoot, 'test/support/sampleWorkspace');

/** Where UI tests leave pictures; git-ignored. */
export const screenshotFolder = path.join(projectRoot, 'test-results/screenshots');

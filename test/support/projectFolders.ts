import path from 'node:path';

/** The folder of package.json. */
export const projectRoot = path.resolve(import.meta.dirname, '../..');

/** Where editors and `npm start` keep their things; git-ignored. */
export const editorCache = path.join(projectRoot, '.vscode-test');

/** A small project as the platform's developers have it; tests and `npm start` open copies. */
export const sampleWorkspace = path.join(projectRoot, 'test/support/sampleWorkspace');

/** Where UI tests leave pictures; git-ignored. */
export const screenshotFolder = path.join(projectRoot, 'test-results/screenshots');

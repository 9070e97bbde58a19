import assert from 'node:assert/strict';
import { readCodeArguments } from '../../support/realEditor/codeArguments.ts';

describe('the arguments of code', () => {
  it('are read as @vscode/test-electron writes them', () => {
    const read = readCodeArguments([
      '/work space',
      '--disable-extensions',
      '--user-data-dir=/user=data',
      '--no-sandbox',
      '--extensionTestsPath=/out/run.cjs',
      '--extensionDevelopmentPath=/one',
      '--extensionDevelopmentPath=/two',
    ]);
    assert.deepEqual(read, {
      target: '/work space',
      extensionDevelopmentPaths: ['/one', '/two'],
      extensionTestsPath: '/out/run.cjs',
      userDataFolder: '/user=data',
      extensionsFolder: undefined,
      disableExtensions: true,
    });
  });

  it('may have their values as words of their own, and paths as file addresses', () => {
    const read = readCodeArguments([
      '--extensions-dir',
      '/extensions',
      '--folder-uri',
      'file:///work%20space',
    ]);
    assert.equal(read.extensionsFolder, '/extensions');
    assert.equal(read.target, '/work space');
  });
});

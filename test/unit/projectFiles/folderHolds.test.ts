import assert from 'node:assert/strict';
import { folderHolds, isSameFile } from '../../../src/projectFiles/folderHolds.ts';

describe('folderHolds', () => {
  const ROWS: readonly (readonly [NodeJS.Platform, folder: string, file: string, boolean])[] = [
    ['linux', '/w', '/w', true],
    ['linux', '/w', '/w/.env', true],
    ['linux', '/w', '/w/..env', true],
    ['linux', '/w', '/w/../x', false],
    ['linux', '/w', '/W/.env', false],
    ['linux', '/w', '/work/.env', false],
    ['linux', '/w', '/', false],
    ['win32', 'C:\\w', 'C:\\w\\.env', true],
    ['win32', 'c:\\w', 'C:\\W\\.env', true],
    ['win32', 'C:\\w', 'c:/w/.env', true],
    ['win32', 'C:\\w', 'D:\\w\\.env', false],
    ['win32', 'C:\\w', 'C:\\work\\.env', false],
    ['win32', 'C:\\w', 'C:\\w\\..\\x', false],
    ['win32', 'C:\\', 'c:\\w\\.env', true],
    ['win32', 'C:\\w', '\\\\?\\c:\\w\\.env', true],
    ['win32', '\\\\?\\C:\\w', 'C:\\w\\.env', true],
    ['win32', '\\\\?\\C:\\w', '\\\\?\\D:\\w\\.env', false],
    ['win32', '\\\\.\\C:\\w', 'C:\\w\\.env', true],
    ['win32', '\\\\Server\\Share\\w', '\\\\server\\share\\W\\.env', true],
    ['win32', '\\\\server\\share\\w', '\\\\?\\UNC\\SERVER\\share\\w\\.env', true],
    ['win32', '\\\\server\\share\\w', '//?/unc/server/share/w/.env', true],
    ['win32', '\\\\server\\share\\w', '\\\\server\\other\\w\\.env', false],
    ['win32', '\\\\server\\share\\w', 'C:\\w\\.env', false],
    ['win32', 'C:\\w', '\\\\.\\pipe\\w\\.env', false],
    ['win32', 'C:\\w', '\\\\?\\C:\\w\\..\\x', false],
  ];
  for (const [platform, folder, file, holds] of ROWS)
    it(`says that ${folder} ${holds ? 'holds' : 'does not hold'} ${file} (${platform})`, () =>
      assert.equal(folderHolds(folder, file, platform), holds));

  it('tells whether two paths name one file', () => {
    assert.ok(isSameFile('c:\\w\\.env', 'C:\\W\\.ENV', 'win32'));
    assert.ok(isSameFile('\\\\?\\C:\\w\\.env', 'c:\\w\\.env', 'win32'));
    assert.ok(!isSameFile('C:\\w\\.env', 'C:\\w\\.env.local', 'win32'));
    assert.ok(isSameFile('/w/.env', '/w/.env', 'linux'));
    assert.ok(!isSameFile('/w/.env', '/w/.ENV', 'linux'));
  });
});

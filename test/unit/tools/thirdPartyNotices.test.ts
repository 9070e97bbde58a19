import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { BundledPackage } from '../../../tools/packaging/bundledPackages.ts';
import { thirdPartyNotices } from '../../../tools/packaging/thirdPartyNotices.ts';
import { temporaryFolder } from '../../support/folders/temporaryFolder.ts';

describe('thirdPartyNotices', () => {
  const folder = temporaryFolder();

  function makePackage(name: string, license: string | undefined, files: Readonly<Record<string, string>>) {
    const bundled: BundledPackage = { name, version: '1.0.0', license, folder: path.join(folder.path, name) };
    fs.mkdirSync(bundled.folder, { recursive: true });
    for (const [file, text] of Object.entries(files)) fs.writeFileSync(path.join(bundled.folder, file), text);
    return bundled;
  }

  it('gives name, version, license and every license text of each package', () => {
    const text = thirdPartyNotices([
      makePackage('one', 'MIT', { 'LICENSE-MIT': 'Text of one\r\nin two lines\r\n', 'README.md': 'Read me' }),
      makePackage('two', 'Apache-2.0', { 'license.md': 'Text of two', NOTICE: 'Notice of two' }),
    ]);
    assert.match(text, /\none 1\.0\.0\nLicense: MIT\n\nText of one\nin two lines\n/);
    assert.match(text, /\ntwo 1\.0\.0\nLicense: Apache-2\.0\n\nNotice of two\n\nText of two\n$/);
    assert.doesNotMatch(text, /Read me/);
  });

  it('refuses packages without a license text or with a license that is not allowed, and names them all', () => {
    const packages = [
      makePackage('good', 'ISC', { LICENCE: 'Text' }),
      makePackage('textless', 'MIT', { NOTICE: 'A notice is no license.', 'licenses.js': '' }),
      makePackage('strict', 'GPL-3.0-only', { COPYING: 'Text' }),
      makePackage('unnamed', undefined, { 'LICENSE.txt': 'Text' }),
    ];
    assert.throws(
      () => thirdPartyNotices(packages),
      ({ message }: Error) => {
        assert.deepEqual(message.split('\n').slice(1), [
          "- textless@1.0.0: it comes without the text of its license, and tools/packaging/licenseTexts doesn't have it either.",
          "- strict@1.0.0: the license GPL-3.0-only isn't in ALLOWED_LICENSES (tools/packaging/thirdPartyNotices.ts).",
          "- unnamed@1.0.0: the license (none) isn't in ALLOWED_LICENSES (tools/packaging/thirdPartyNotices.ts).",
        ]);
        return true;
      },
    );
  });
});

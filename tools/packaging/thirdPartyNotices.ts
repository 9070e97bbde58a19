import fs from 'node:fs';
import path from 'node:path';
import type { BundledPackage } from './bundledPackages.ts';

/** Licenses of packages that may be bundled. All permit this if their text is included. */
export const ALLOWED_LICENSES: readonly string[] = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
];

/**
 * The folder of license texts for packages without one: `koa-compose.txt` and `saxes.txt` from their repositories, and
 * `vscode-l10n.txt` for `@vscode/l10n`, the MIT license with the copyright line of its source.
 */
export const LICENSE_TEXTS = path.join(import.meta.dirname, 'licenseTexts');

/** Names of files with a license, or with notices that a license requires, such as LICENSE-MIT, license.md and NOTICE. */
const LICENSE_FILE = /^(?:licen[cs]e|copying|notice)(?:\.(?:md|txt)|-[\w-]+)?$/i;
const NOTICE_FILE = /^notice/i;

const RULE = '='.repeat(80);

const PREFACE =
  'This extension contains the following packages. Each has its own license, whose text follows its name.';

/**
 * Returns the text that ships as THIRD-PARTY-NOTICES.txt: name, version, license and the whole text of the license of
 * each package. Throws, naming all packages concerned, when one has no license text or a license that isn't in
 * `ALLOWED_LICENSES`.
 */
export function thirdPartyNotices(packages: readonly BundledPackage[]): string {
  const problems = packages.flatMap(findProblems);
  if (problems.length > 0) {
    throw new Error(
      `These packages can't ship with the extension:\n${problems.map(each => `- ${each}`).join('\n')}`,
    );
  }
  return `${[PREFACE, ...packages.map(noticeOf)].join(`\n\n${RULE}\n\n`)}\n`;
}

/** Returns the file in `LICENSE_TEXTS` for a package without a license text. */
export const licenseTextFor = (name: string): string =>
  path.join(LICENSE_TEXTS, `${name.replace('@', '').replace('/', '-')}.txt`);

function findProblems(bundled: BundledPackage): string[] {
  const { name, version, license } = bundled;
  const problems = [];
  if (license === undefined || !ALLOWED_LICENSES.includes(license)) {
    problems.push(
      `${name}@${version}: the license ${license ?? '(none)'} isn't in ALLOWED_LICENSES (tools/packaging/thirdPartyNotices.ts).`,
    );
  }
  if (!licenseFiles(bundled).some(file => !NOTICE_FILE.test(path.basename(file)))) {
    problems.push(
      `${name}@${version}: it comes without the text of its license, and tools/packaging/licenseTexts doesn't have it either.`,
    );
  }
  return problems;
}

/** Returns the absolute paths of the files of a package that its license requires to be included. */
function licenseFiles({ name, folder }: BundledPackage): readonly string[] {
  const own = fs.readdirSync(folder).filter(file => LICENSE_FILE.test(file));
  const files = own.sort().map(file => path.join(folder, file));
  const standIn = licenseTextFor(name);
  const needsStandIn = !own.some(file => !NOTICE_FILE.test(file)) && fs.existsSync(standIn);
  return needsStandIn ? [standIn, ...files] : files;
}

function noticeOf(bundled: BundledPackage): string {
  const texts = licenseFiles(bundled).map(file => fs.readFileSync(file, 'utf8'));
  const heading = `${bundled.name} ${bundled.version}\nLicense: ${bundled.license}`;
  return [heading, ...texts.map(text => text.replaceAll('\r\n', '\n').trim())].join('\n\n');
}

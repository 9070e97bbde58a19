import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Version } from '@cyclonedx/cyclonedx-library/Spec';
import { JsonStrictValidator } from '@cyclonedx/cyclonedx-library/Validation';
import { type BundledPackage, listBundledPackages } from '../../../tools/packaging/bundledPackages.ts';
import { readPackageContent } from '../../../tools/packaging/packageContent.ts';
import { packageExtension } from '../../../tools/packaging/packageExtension.ts';
import { LICENSE_TEXTS, licenseTextFor } from '../../../tools/packaging/thirdPartyNotices.ts';
import { writeSbom } from '../../../tools/packaging/writeSbom.ts';
import { projectRoot } from '../../support/folders/projectFolders.ts';

/** Largest size of a package, in bytes. */
const MOST_BYTES = 1500 * 1024;

/** Parts of a checkout that packaging doesn't read. */
const NOT_COPIED =
  /^((.*[\\/])?node_modules|dist|out|test-results|test[\\/](unit|ui|host|bench)|\.git|\.vscode-test|.*\.vsix)$/;

/** Makes another checkout, with other file times, that uses the same node_modules. */
function copyCheckout(folder: string): void {
  fs.cpSync(projectRoot, folder, {
    recursive: true,
    filter: source => !NOT_COPIED.test(path.relative(projectRoot, source)),
  });
  fs.symlinkSync(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
}

/** Packages another checkout in a process with a different environment. */
async function packageElsewhere(folder: string, file: string): Promise<void> {
  copyCheckout(folder);
  await promisify(execFile)(
    process.execPath,
    [
      '--import',
      'data:text/javascript,process.umask(0o077)',
      path.join(folder, 'tools/packaging/package.ts'),
      file,
    ],
    {
      cwd: folder,
      // Estonian sorts z before t.
      env: { ...process.env, TZ: 'Pacific/Kiritimati', LC_ALL: 'et_EE.UTF-8' },
    },
  );
}

/** Returns the license text in a package. */
const ownLicense = ({ folder }: BundledPackage): string | undefined =>
  fs
    .readdirSync(folder)
    .filter(name => /^licen[cs]e/i.test(name))
    .map(name => path.join(folder, name))[0];

const label = ({ name, version }: Pick<BundledPackage, 'name' | 'version'>): string => `${name}@${version}`;

describe('the package', () => {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'package-test-'));
  const file = path.join(scratch, 'here.vsix');
  const otherFile = path.join(scratch, 'elsewhere.vsix');
  const sbomFile = path.join(scratch, 'sbom.json');
  let content: ReadonlyMap<string, Buffer>;
  let packages: readonly BundledPackage[];
  let sbom: {
    components: { group?: string; name: string; version: string; licenses?: object[]; purl: string }[];
    metadata: { component: { name: string; version: string }; timestamp?: string };
    serialNumber?: string;
  };

  before(async () => {
    process.env.SOURCE_DATE_EPOCH = '1700000000';
    const elsewhere = packageElsewhere(path.join(scratch, 'checkout'), otherFile);
    const { metafile } = await packageExtension(file);
    content = await readPackageContent(file);
    packages = listBundledPackages(metafile);
    writeSbom(metafile, sbomFile);
    sbom = JSON.parse(fs.readFileSync(sbomFile, 'utf8'));
    await elsewhere;
  });

  after(() => {
    delete process.env.SOURCE_DATE_EPOCH;
    fs.rmSync(scratch, { recursive: true, force: true });
  });

  const text = (name: string): string => String(content.get(`extension/${name}`));

  it('has the same bytes in another folder, with another umask, time zone, language and file times', () => {
    assert.ok(fs.readFileSync(file).equals(fs.readFileSync(otherFile)));
  });

  it('has the bundles, the documents and the licenses, and no files for developers', () => {
    const names = [...content.keys()].filter(name => !/^extension\/(media|l10n|dist\/chunks)\//.test(name));
    assert.deepEqual(names.sort(), [
      '[Content_Types].xml',
      'extension.vsixmanifest',
      'extension/LICENSE.txt',
      'extension/SECURITY.md',
      'extension/THIRD-PARTY-NOTICES.txt',
      'extension/changelog.md',
      'extension/dist/extension.cjs',
      'extension/dist/localTenant.cjs',
      'extension/dist/openEditor.cjs',
      'extension/dist/sessionList.cjs',
      'extension/package.json',
      'extension/package.nls.de.json',
      'extension/package.nls.json',
      'extension/readme.md',
    ]);
    const manifest = JSON.parse(text('package.json'));
    assert.equal(manifest.scripts, undefined);
    assert.equal(manifest.devDependencies, undefined);
    assert.equal(text('SECURITY.md'), fs.readFileSync(path.join(projectRoot, 'SECURITY.md'), 'utf8'));
  });

  it('has bundles for release', () => {
    const chunks = [...content.keys()].filter(name => name.startsWith('extension/dist/chunks/'));
    const bundles = [
      ...['extension', 'localTenant', 'openEditor', 'sessionList'].map(
        name => [name, text(`dist/${name}.cjs`)] as const,
      ),
      // Some chunks are too short to tell by themselves.
      ['chunks', chunks.map(name => String(content.get(name))).join('\n')] as const,
    ];
    for (const [name, bundle] of bundles) {
      assert.doesNotMatch(bundle, /sourceMappingURL/, name);
      assert.ok(bundle.length / bundle.split('\n').length > 200, `${name} isn't minified`);
      assert.ok(!bundle.includes(projectRoot), `${name} names a folder of this machine`);
    }
  });

  it('has every chunk that its files load, and no other', () => {
    const scripts = [...content.keys()].filter(name => /^extension\/dist\/.*\.cjs$/.test(name));
    const loaded = scripts.flatMap(name =>
      [...String(content.get(name)).matchAll(/\brequire\(["'](\.[\w./-]+\.cjs)["']\)/g)].map(([, to = '']) =>
        path.posix.join(path.posix.dirname(name), to),
      ),
    );
    const chunks = scripts.filter(name => !/\/(extension|localTenant)\.cjs$/.test(name));
    assert.deepEqual([...new Set(loaded)].sort(), chunks.sort());
    assert.ok(chunks.length > 20);
  });

  it('stays within its budget', () => {
    assert.ok(fs.statSync(file).size < MOST_BYTES);
  });

  it('has the license text of each bundled package', () => {
    const notices = text('THIRD-PARTY-NOTICES.txt');
    assert.ok(packages.length > 20);
    for (const bundled of packages) {
      assert.ok(
        notices.includes(`\n${bundled.name} ${bundled.version}\nLicense: ${bundled.license}\n`),
        label(bundled),
      );
      const license = ownLicense(bundled) ?? licenseTextFor(bundled.name);
      const words = fs.readFileSync(license, 'utf8').replaceAll('\r\n', '\n').trim();
      assert.ok(notices.includes(words), label(bundled));
    }
  });

  it('needs each license text that was taken from a repository', () => {
    const needed = packages.filter(each => !ownLicense(each)).map(({ name }) => licenseTextFor(name));
    assert.deepEqual(
      fs.readdirSync(LICENSE_TEXTS).map(name => path.join(LICENSE_TEXTS, name)),
      needed.sort(),
    );
  });

  it('can be published, as a dry run says', async () => {
    const { publisher, name, version } = JSON.parse(text('package.json'));
    const program = path.join(projectRoot, 'tools/release/publish.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [program, 'open-vsx', '--dry-run', file]);
    assert.equal(stdout, `Would publish ${publisher}.${name} ${version} to Open VSX.\n`);
  });

  it('has a bill of materials that is valid', async () => {
    const errors = await new JsonStrictValidator(Version.v1dot6).validate(fs.readFileSync(sbomFile, 'utf8'));
    assert.equal(errors, null);
  });

  it('has a bill of materials that lists exactly the bundled packages, each with its license', () => {
    const components = sbom.components.map(({ group, name, version }) =>
      label({ name: group ? `${group}/${name}` : name, version }),
    );
    assert.deepEqual(components.sort(), packages.map(label).sort());
    for (const { name, licenses, purl } of sbom.components) {
      assert.equal(licenses?.length, 1, name);
      assert.match(purl, /^pkg:npm\//, name);
    }
    const { name, version } = JSON.parse(text('package.json'));
    assert.equal(sbom.metadata.component.name, name);
    assert.equal(sbom.metadata.component.version, version);
    // Packages that the extension needs, and ones that only the build needs.
    const names = new Set(packages.map(each => each.name));
    for (const needed of ['undici', 'yaml', 'oidc-provider', 'oauth4webapi'])
      assert.ok(names.has(needed), needed);
    for (const unneeded of ['esbuild', 'mocha', 'typescript']) assert.ok(!names.has(unneeded), unneeded);
  });

  it('has a bill of materials without time or chance', () => {
    assert.equal(sbom.metadata.timestamp, undefined);
    assert.equal(sbom.serialNumber, undefined);
    assert.ok(!fs.readFileSync(sbomFile, 'utf8').includes(projectRoot));
  });
});

// `npm run publish:marketplace` and `npm run publish:open-vsx`: publish the package that `npm run package` wrote, or
// the file that is named. `-- --dry-run` checks the package and says what would be published; it needs no token.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../test/support/folders/projectFolders.ts';
import { installLocked } from '../installLocked.ts';
import { readPackageContent } from '../packaging/packageContent.ts';
import { releaseFiles } from '../packaging/releaseFiles.ts';

interface Registry {
  readonly title: string;
  /**
   * The variable from which the publishing program reads its token. An argument could be read by other programs of the
   * machine.
   */
  readonly tokenVariable: string;
  /** The arguments after `node`; the file of the package follows. */
  readonly command: readonly string[];
  /** The folder of the lock file from which the publishing program is installed; only a release needs it. */
  readonly installIn?: string;
}

const OPEN_VSX = path.join(projectRoot, 'tools/release/openVsx');

const REGISTRIES: Readonly<Partial<Record<string, Registry>>> = {
  marketplace: {
    title: 'the Visual Studio Marketplace',
    tokenVariable: 'VSCE_PAT',
    command: [path.join(projectRoot, 'node_modules/@vscode/vsce/vsce'), 'publish', '--packagePath'],
  },
  'open-vsx': {
    title: 'Open VSX',
    tokenVariable: 'OVSX_PAT',
    command: [path.join(OPEN_VSX, 'node_modules/ovsx/bin/ovsx'), 'publish'],
    installIn: OPEN_VSX,
  },
};

/** Returns the name of a package, such as `publisher.name 1.2.3`. Throws unless it has the version of package.json. */
async function identifyPackage(file: string): Promise<string> {
  const label = path.basename(file);
  if (!fs.existsSync(file)) throw new Error(`${label} doesn't exist. Run “npm run package” first.`);
  const content = await readPackageContent(file);
  const { publisher, name, version } = JSON.parse(String(content.get('extension/package.json')));
  const manifest = JSON.parse(fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
  if (version !== manifest.version) {
    throw new Error(
      `${label} has version ${version}, but package.json has ${manifest.version}. Run “npm run package” again.`,
    );
  }
  return `${publisher}.${name} ${version}`;
}

/** Installs a program that publishes. None of its scripts runs, and none could read the token. */
function installProgram(folder: string, tokenVariable: string): void {
  const { [tokenVariable]: _, ...env } = process.env;
  installLocked(folder, env);
}

async function publish(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { 'dry-run': { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [name = '', named = releaseFiles.package] = positionals;
  const file = path.resolve(named);
  const registry = REGISTRIES[name];
  if (!registry) throw new Error(`Name a registry: ${Object.keys(REGISTRIES).join(' or ')}.`);
  const { title, tokenVariable, command, installIn } = registry;
  if (!values['dry-run'] && !process.env[tokenVariable]) {
    throw new Error(`Publishing to ${title} requires a token in the environment variable ${tokenVariable}.`);
  }
  const identity = await identifyPackage(file);
  if (values['dry-run']) {
    process.stdout.write(`Would publish ${identity} to ${title}.\n`);
    return 0;
  }
  if (installIn) installProgram(installIn, tokenVariable);
  const { status } = spawnSync(process.execPath, [...command, file], { cwd: projectRoot, stdio: 'inherit' });
  return status ?? 1;
}

publish().then(
  code => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);

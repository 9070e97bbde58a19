import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { STORE_PRESETS } from '../../src/externalStores/storePresets.ts';
import { syntaxTrees } from '../../tools/l10n/syntaxTrees.ts';
import { projectRoot } from '../support/folders/projectFolders.ts';
import { type Permission, usedPermissions } from '../support/permissions.ts';

/** What only computes, or shows and reads what the user sees anyway. All else needs a row in SECURITY.md. */
const HARMLESS = new Set([
  'module @vscode/l10n',
  'module csv-stringify/sync',
  'module ical-generator',
  'module ignore',
  'module js-tokens',
  'module jsonc-parser',
  'module node:async_hooks',
  'module node:buffer',
  'module node:crypto',
  'module node:events',
  'module node:path',
  'module node:readline',
  'module node:timers/promises',
  'module node:util',
  'module picomatch',
  'module saxes',
  'module toml-eslint-parser',
  'module valibot',
  'module yaml',
  'editor l10n.bundle',
]);

/** Rooms whose process is not the editor's. */
const OTHER_PROCESS = /^localTenant\//;

/** Returns the permissions of texts by file name, as `kind name` → rooms. */
function permissionsOf(files: Readonly<Record<string, string>>): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const add = ({ kind, name, where }: Permission) => {
    const key = `${kind} ${name}`;
    found.set(key, (found.get(key) ?? new Set()).add(where));
  };
  for (const [file, tree] of syntaxTrees(files)) usedPermissions(file, tree).forEach(add);
  return found;
}

/** Reads the code of the extension's process. */
function readSource(): Readonly<Record<string, string>> {
  const folder = path.join(projectRoot, 'src');
  const names = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => name.replaceAll(path.sep, '/'))
    .filter(name => name.endsWith('.ts') && !OTHER_PROCESS.test(name));
  return Object.fromEntries(names.map(name => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
}

interface ManifestRow {
  readonly kind: string;
  readonly names: readonly string[];
  readonly where: readonly string[];
}

const quoted = (cell: string): readonly string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);

/** Reads the table of the section "What the extension uses" of SECURITY.md. */
function readManifest(): readonly ManifestRow[] {
  const text = fs.readFileSync(path.join(projectRoot, 'SECURITY.md'), 'utf8');
  const section = /^## What the extension uses\n([\s\S]*?)^## /m.exec(text)?.[1] ?? '';
  const rows = section.split('\n').filter(line => /^\|(?!\s*(-|kind))/.test(line));
  return rows.map(row => {
    const [kind = '', names = '', where = ''] = row
      .split('|')
      .slice(1)
      .map(cell => cell.trim());
    return { kind, names: quoted(names), where: quoted(where) };
  });
}

const isStore = (name: string): boolean => STORE_PRESETS.some(({ program }) => program === name);

describe('the permission table of SECURITY.md', () => {
  const used = permissionsOf(readSource());
  const rows = readManifest();
  const rowsOf = (key: string) =>
    rows.filter(({ kind, names }) => names.some(name => `${kind} ${name}` === key));

  it('has one row for each thing that the code uses outside itself, and names the rooms that use it', () => {
    const missing = [...used].filter(([key]) => !HARMLESS.has(key) && rowsOf(key).length !== 1);
    assert.deepEqual(
      missing.map(([key, where]) => `${key} in ${[...where].join(', ')}`),
      [],
    );
    for (const { kind, names, where } of rows.filter(({ names }) => !names.some(isStore))) {
      const rooms = new Set(names.flatMap(name => [...(used.get(`${kind} ${name}`) ?? [])]));
      assert.deepEqual([...where].sort(), [...rooms].sort(), names.join(', '));
    }
  });

  it('has no row for what the code does not use', () => {
    const named = rows.flatMap(({ kind, names }) => names.map(name => `${kind} ${name}`));
    const stores = STORE_PRESETS.map(({ program }) => `program ${program}`);
    const outdated = named.filter(key => !stores.includes(key) && !used.has(key));
    assert.deepEqual(outdated, []);
    assert.deepEqual(
      [...HARMLESS].filter(key => !used.has(key)),
      [],
    );
  });

  it('names the program of each store', () => {
    const named = rows.filter(({ kind }) => kind === 'program').flatMap(({ names }) => names);
    const presets = STORE_PRESETS.map(({ program }) => program).filter(program => program !== '');
    assert.deepEqual(named.filter(isStore).sort(), presets.sort());
  });

  it('notices every way of use', () => {
    const text = [
      "import * as vscode from 'vscode';",
      "import type { Server } from 'node:http';",
      "import { type Socket } from 'node:dgram';",
      "import net, { type Socket } from 'node:net';",
      "import { type Stats, readFile } from 'node:fs/promises';",
      "export { fetch } from 'undici';",
      "const lazily = import('node:sqlite');",
      "const built = process.getBuiltinModule('node:dns');",
      "import { one } from './one.ts';",
      'await vscode.env\n  .clipboard.writeText(text);',
      "vscode.commands.executeCommand('vscode.open', target);",
      "vscode.commands.executeCommand('clientCredentials.refresh');",
      "const shell = ['/bin/sh', '-c', 'cat | \"$0\"'];",
      "const git = findProgram('git', surroundings);",
      "const path = variable(env, 'PATH');",
      "const place = [env.VAULT_ADDR, '/var/tmp', process.execPath];",
      'const read = ({ GH_HOST }: Question["env"]) => GH_HOST;',
      'const home = [os.homedir(), process.env.HOME, context.secrets, client.secrets];',
      'const type: vscode.Uri = `https://host.example:8080/path`;',
      '// vscode.window.createTerminal',
    ].join('\n');
    assert.deepEqual([...permissionsOf({ 'editor/features/debug/a.ts': text }).keys()].sort(), [
      'command vscode.open',
      'editor commands.executeCommand',
      'editor context.secrets',
      'editor env.clipboard',
      'folder /var/tmp',
      'folder os.homedir',
      'host host.example:8080',
      'module node:dns',
      'module node:fs/promises',
      'module node:net',
      'module node:sqlite',
      'module undici',
      'program cat',
      'program git',
      'program process.execPath',
      'program sh',
      'variable GH_HOST',
      'variable HOME',
      'variable PATH',
      'variable VAULT_ADDR',
    ]);
  });
});

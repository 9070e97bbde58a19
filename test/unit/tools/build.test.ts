import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../support/folders/projectFolders.ts';
import { temporaryFolder } from '../../support/folders/temporaryFolder.ts';

/** The entry points of esbuild.js and one feature, as small as can be. */
const SOURCES = {
  'package.json': '{ "type": "module" }',
  'src/extension.ts': "export const activate = () => import('./editor/openEditor.ts');",
  'src/editor/openEditor.ts': "export const open = () => import('./features/pump/feature.ts');",
  'src/editor/features/pump/feature.ts': "export const feature = 'before';",
  'src/editor/core/signIns/sessionList.ts': 'export const list = [];',
  'src/localTenant/main.ts': 'process.stdout.write(String(process.pid));',
};

/** Folders that esbuild.js lists. */
const COMMON = ['core/pickers', 'vocabulary', 'platform/progress', 'platform/trees', 'platform/webview'];

const HOUR_MS = 3_600_000;

describe('a build into dist', () => {
  const folder = temporaryFolder();
  const inFolder = (name: string) => path.join(folder.path, name);

  beforeEach(() => {
    for (const name of [...COMMON, 'platform/window', 'platform/wizard'])
      fs.mkdirSync(inFolder(`src/editor/${name}`), { recursive: true });
    for (const [name, text] of Object.entries(SOURCES)) write(name, text);
    fs.copyFileSync(path.join(projectRoot, 'esbuild.js'), inFolder('esbuild.js'));
    fs.symlinkSync(path.join(projectRoot, 'node_modules'), inFolder('node_modules'), 'junction');
  });

  function write(name: string, text: string): void {
    fs.mkdirSync(path.dirname(inFolder(name)), { recursive: true });
    fs.writeFileSync(inFolder(name), text);
  }

  /** Writes a file as if it had been written some hours after now. */
  function writeAt(hours: number, name: string): void {
    write(name, '');
    setAge(name, hours);
  }

  function setAge(name: string, hours: number): void {
    const at = new Date(Date.now() + hours * HOUR_MS);
    fs.utimesSync(inFolder(name), at, at);
  }

  function build(): readonly string[] {
    // Its own path must be that of its module, which has no links in it.
    const cwd = fs.realpathSync(folder.path);
    const { status, stderr } = spawnSync(process.execPath, [path.join(cwd, 'esbuild.js')], {
      cwd,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    return fs.globSync('**/*.*', { cwd: inFolder('dist') });
  }

  it('removes what earlier builds have left, and what one was writing when it was killed', () => {
    const before = build();
    for (const name of before) setAge(`dist/${name}`, -1);
    writeAt(-1, 'dist/extension.cjs.1.writing');
    write('src/editor/features/pump/feature.ts', "export const feature = 'after';");
    const after = build();
    const chunks = (names: readonly string[]) => names.filter(name => name.includes('chunks'));
    assert.equal(after.length, before.length, after.join(' '));
    assert.ok(chunks(after).length > 0);
    assert.deepEqual(
      chunks(after).filter(name => before.includes(name)),
      [],
    );
  });

  it('keeps the files that another build, of other sources, has just written', () => {
    writeAt(1, 'dist/chunks/other.cjs');
    writeAt(1, 'dist/extension.cjs.1.writing');
    const built = build().map(name => name.replaceAll('\\', '/'));
    assert.ok(built.includes('chunks/other.cjs'), built.join(' '));
    assert.ok(built.includes('extension.cjs.1.writing'), built.join(' '));
  });

  it('marks a file that is right already as its own', () => {
    const began = Date.now() - 1000;
    const built = build();
    for (const name of built) setAge(`dist/${name}`, -1);
    assert.deepEqual(build(), built);
    for (const name of built) assert.ok(fs.statSync(inFolder(`dist/${name}`)).mtimeMs >= began, name);
  });
});

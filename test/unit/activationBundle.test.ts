import assert from 'node:assert/strict';
import esbuild, { type Metafile } from 'esbuild';
import { bundles } from '../../esbuild.js';

/** All that is read when the extension is activated. Whatever is added here costs every user, at every start. */
const ACTIVATION = [
  'src/credentials/expiry/noticeDays.ts',
  'src/editor/platform/lazily.ts',
  'src/editor/platform/registration/accountsProvider.ts',
  'src/editor/platform/registration/registerCodeActions.ts',
  'src/editor/platform/registration/registerCommands.ts',
  'src/editor/platform/registration/registerDebug.ts',
  'src/editor/platform/registration/startCheck.ts',
  'src/editor/platform/registration/urgency.ts',
  'src/editor/platform/trees/registerTree.ts',
  'src/editor/vocabulary/commandId.ts',
  'src/extension.ts',
];

/** Rooms that must not be read for the list of the Accounts menu, which every window with a connection asks for. */
const NOT_FOR_SESSIONS = /^src\/(service|signIn|network|projectFiles|externalStores|editor\/features)\//;

describe('the activation bundle', () => {
  let outputs: Metafile['outputs'];

  before(async () => {
    const ours = bundles.filter(({ entryPoints }) => !Object.hasOwn(entryPoints ?? {}, 'localTenant'));
    const built = await Promise.all(
      ours.map(options => esbuild.build({ ...options, write: false, metafile: true })),
    );
    outputs = Object.assign({}, ...built.map(({ metafile }) => metafile?.outputs));
  });

  /** Returns the files that are read when a source is first imported: its chunk and what that imports at once. */
  function filesOf(entryPoint: string): readonly string[] {
    const [first] = Object.entries(outputs).find(([, output]) => output.entryPoint === entryPoint) ?? [];
    const files = new Set([first ?? assert.fail(entryPoint)]);
    for (const file of files)
      for (const { path, kind } of outputs[file]?.imports ?? [])
        if (kind === 'import-statement' && Object.hasOwn(outputs, path)) files.add(path);
    return [...files];
  }

  const sourcesOf = (entryPoint: string): readonly string[] =>
    filesOf(entryPoint).flatMap(file => Object.keys(outputs[file]?.inputs ?? {}));

  it('pulls in the registration and nothing else', () => {
    assert.deepEqual([...sourcesOf('src/extension.ts')].sort(), ACTIVATION);
    const imported = filesOf('src/extension.ts').flatMap(file => outputs[file]?.imports ?? []);
    const outside = imported.filter(({ external }) => external).map(({ path }) => path);
    assert.deepEqual([...new Set(outside)].sort(), [
      './openEditor.cjs',
      './sessionList.cjs',
      'node:fs/promises',
      'node:path',
      'vscode',
    ]);
  });

  it('lists the sessions for the Accounts menu with little more', () => {
    const sources = sourcesOf('src/editor/core/signIns/sessionList.ts');
    assert.deepEqual(
      sources.filter(source => NOT_FOR_SESSIONS.test(source)),
      [],
    );
    assert.ok(sources.length < 25, sources.join('\n'));
  });

  it('gives libraries that are loaded lazily their names', () => {
    const lazy = Object.values(outputs).filter(
      ({ entryPoint = '' }) => entryPoint.includes('node_modules') || entryPoint === 'src/network/undici.ts',
    );
    assert.ok(lazy.length > 2);
    for (const { entryPoint, exports } of lazy) assert.notDeepEqual(exports, ['default'], entryPoint);
  });

  it('loads each feature by itself', () => {
    const features = Object.values(outputs).flatMap(({ entryPoint = '' }) =>
      /^src\/editor\/features\/(\w+)\/feature\.ts$/.test(entryPoint) ? [entryPoint] : [],
    );
    assert.ok(features.length > 10);
    for (const feature of features) {
      const folder = feature.slice(0, feature.lastIndexOf('/') + 1);
      const others = sourcesOf(feature).filter(
        source => source.startsWith('src/editor/features/') && !source.startsWith(folder),
      );
      assert.deepEqual(others, [], feature);
    }
    const core = sourcesOf('src/editor/openEditor.ts');
    assert.deepEqual(
      core.filter(source => source.startsWith('src/editor/features/')),
      [],
    );
  });
});

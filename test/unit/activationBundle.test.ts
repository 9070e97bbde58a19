import assert from 'node:assert/strict';
import esbuild from 'esbuild';
import { bundles } from '../../esbuild.js';

/** All that is read when the extension is activated. Whatever is added here costs every user, at every start. */
const ACTIVATION = [
  'src/editor/platform/lazily.ts',
  'src/editor/platform/registration/accountsProvider.ts',
  'src/editor/platform/registration/registerCommands.ts',
  'src/editor/platform/registration/registerDebug.ts',
  'src/editor/platform/registration/startCheck.ts',
  'src/editor/platform/trees/registerTree.ts',
  'src/editor/vocabulary/commandId.ts',
  'src/extension.ts',
];

describe('the activation bundle', () => {
  it('pulls in the registration and nothing else', async () => {
    const activation = bundles.find(({ entryPoints }) => Object.hasOwn(entryPoints ?? {}, 'extension'));
    assert.ok(activation);
    const { metafile } = await esbuild.build({ ...activation, write: false, metafile: true });
    assert.ok(metafile);
    assert.deepEqual(Object.keys(metafile.inputs).sort(), ACTIVATION);
    const [output] = Object.values(metafile.outputs).filter(({ entryPoint }) => entryPoint);
    assert.deepEqual([...new Set(output?.imports.map(({ path }) => path))].sort(), [
      './parts.cjs',
      'node:fs/promises',
      'node:path',
      'vscode',
    ]);
  });
});

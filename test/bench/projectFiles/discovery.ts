import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { diskAccess } from '../../../src/projectFiles/fileAccess.ts';
import { ProjectIndex } from '../../../src/projectFiles/search/projectIndex.ts';
import { editorCache } from '../../support/folders/projectFolders.ts';
import { installEditor } from '../../support/realEditor/install/installEditor.ts';
import type { Benchmark } from '../benchmark.ts';
import { figure, inTurn, ratios } from '../figure.ts';

const FILES = 20_000;
const PER_FOLDER = 20;
/** One file in so many is of a format that can hold credentials. */
const SETTINGS_EVERY = 10;
/** One of these in so many has keys for them. */
const CREDENTIALS_EVERY = 100;

/** Finds the files that have to do with credentials in a workspace of 20,000, against listing it with ripgrep. */
export const measureDiscovery: Benchmark = async ({ runs, scratchFolder }) => {
  const folder = path.join(scratchFolder, 'workspace');
  const wanted = makeWorkspace(folder);
  const rg = ripgrepOf(await installEditor(editorCache));
  const walk = async () => {
    const start = performance.now();
    const found = await new ProjectIndex(folder, () => ['**/.git'], diskAccess).files();
    if (found.length !== wanted) throw new Error(`${found.length} of ${wanted} files`);
    return performance.now() - start;
  };
  const list = async () => {
    const start = performance.now();
    const listed = execFileSync(rg, ['--files', '--hidden', '--no-ignore', folder], { maxBuffer: 1 << 26 });
    if (listed.toString().trim().split('\n').length !== FILES)
      throw new Error('ripgrep lists another number');
    return performance.now() - start;
  };
  const first = await inTurn(runs, walk, list);
  const index = new ProjectIndex(folder, () => [], diskAccess);
  await index.files();
  const changed = path.join(folder, 'package0/folder0/settings0.json');
  const again = await inTurn(
    runs,
    async () => {
      const start = performance.now();
      index.touch(changed, 'changed');
      await index.files();
      return performance.now() - start;
    },
    list,
  );
  const against = `rg --files over ${FILES} files`;
  return [
    figure('discovery20000.ratio', '', ratios(first.ours, first.reference), against),
    figure('discovery20000.ms', 'ms', first.ours),
    figure('discoveryAfterChange.ratio', '', ratios(again.ours, again.reference), against),
  ];
};

/** Makes the workspace, and returns how many of its files mention credentials. */
function makeWorkspace(root: string): number {
  let wanted = 0;
  for (let at = 0; at < FILES; at += 1) {
    const number = Math.floor(at / PER_FOLDER);
    const folder = path.join(root, `package${number % 50}`, `folder${number}`);
    if (at % PER_FOLDER === 0) fs.mkdirSync(folder, { recursive: true });
    const isSettings = at % SETTINGS_EVERY === 0;
    const has = at % (SETTINGS_EVERY * CREDENTIALS_EVERY) === 0;
    wanted += has ? 1 : 0;
    const text = has ? '{ "ClientId": "", "ClientSecret": "" }' : '{ "name": "value", "list": [1, 2, 3] }\n';
    fs.writeFileSync(path.join(folder, isSettings ? `settings${at}.json` : `source${at}.ts`), text);
  }
  return wanted;
}

/** The ripgrep that the editor itself searches with. */
function ripgrepOf(editorFolder: string): string {
  const found = fs
    .globSync('node_modules/@vscode/ripgrep*/bin/**/rg{,.exe}', { cwd: editorFolder })
    .find(
      file => file.includes(`${process.platform}-${process.arch}`) || !/(linux|darwin|win32)-/.test(file),
    );
  if (!found) throw new Error('the editor has no ripgrep');
  return path.join(editorFolder, found);
}

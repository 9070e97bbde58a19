import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as ast from 'typescript/unstable/ast';
import { FEATURES } from '../../src/editor/features.ts';
import { syntaxTrees } from '../../tools/l10n/syntaxTrees.ts';

const SRC = path.resolve('src');

/** Which rooms a room may import from, beside itself. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  'extension.ts': ['editor'],
  editor: [
    'credentials',
    'service',
    'signIn',
    'projectFiles',
    'externalStores',
    'network',
    'machine',
    'secret',
  ],
  credentials: ['service', 'signIn', 'projectFiles', 'externalStores', 'network', 'machine', 'secret'],
  service: ['network', 'secret'],
  signIn: ['network', 'secret'],
  projectFiles: ['network', 'machine', 'secret'],
  externalStores: ['network', 'machine', 'secret'],
  localTenant: ['service/model', 'secret'],
  network: ['secret'],
  machine: [],
  secret: [],
};

/** The same between the rooms of the editor. `openEditor.ts` and `features.ts` put them together. */
const EDITOR_ARROWS: Readonly<Record<string, readonly string[]>> = {
  'openEditor.ts': ['features.ts', 'core', 'platform', 'vocabulary'],
  'features.ts': ['features', 'core', 'vocabulary'],
  features: ['core', 'platform', 'vocabulary'],
  core: ['platform', 'vocabulary'],
  platform: ['vocabulary'],
  vocabulary: [],
};

/** Names that say nothing about what a file holds. */
const EMPTY_NAMES = /^(utils?|helpers?|common|misc|shared|types|index)$/i;

/** Files directly in a folder; above that they have rooms of their own. */
const FULLEST_FOLDER = 15;

/** Lines of a function, wiring included; above that it does more than one thing. */
const LONGEST_FUNCTION = 60;

/** Lines of a file; above that it holds more than one thing. */
const LONGEST_FILE = 250;

/**
 * The files that open a secret: each on its way to the wire, the keyring, the clipboard, the page, the terminal, the file or
 * the store that the user chose, or to whom the user lets use a session.
 */
const OPENERS = [
  'credentials/adoption/valueFault.ts',
  'credentials/connections/signInRecord.ts',
  'credentials/records/keptSecrets.ts',
  'credentials/records/secretProof.ts',
  'editor/core/signIns/accounts.ts',
  'editor/features/debug/debugCredentials.ts',
  'editor/features/debug/terminalGuard.ts',
  'editor/features/resultView/resultView.ts',
  'editor/features/terminal/credentialTerminal.ts',
  'editor/platform/clipboard/secretClipboard.ts',
  'externalStores/cleanOutput.ts',
  'externalStores/contents/entryLine.ts',
  'externalStores/contents/jsonEdit.ts',
  'externalStores/contents/secretJson.ts',
  'externalStores/runProgram.ts',
  'projectFiles/writing/keyChange.ts',
  'projectFiles/writing/planFileChange.ts',
  'service/transport.ts',
  'signIn/clientSignIn.ts',
  'signIn/refreshSignIn.ts',
  'signIn/tokenClaims.ts',
  'signIn/userName.ts',
];

interface SourceFile {
  /** From `src`, with `/`. */
  readonly name: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const IMPORT =
  /(?:^|[\s;])(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;

function readSource(): readonly SourceFile[] {
  const files = fs
    .readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'));
  return files.map(file => {
    const text = fs.readFileSync(path.join(SRC, file), 'utf8');
    const imports = [...text.matchAll(IMPORT)].map(([, from, lazily]) => from ?? lazily ?? '');
    return { name: file.replaceAll(path.sep, '/'), text, imports };
  });
}

const roomOf = (name: string): string => name.split('/')[0] ?? '';

const resolved = (file: SourceFile, specifier: string): string =>
  path.posix.normalize(path.posix.join(path.posix.dirname(file.name), specifier));

/**
 * For each folder, what stands in it (a file or a folder, by its name) and what each of these imports from its siblings.
 * Between two files the edge belongs to the deepest folder that holds both.
 */
function edgesByFolder(
  imports: readonly { readonly file: SourceFile; readonly targets: readonly string[] }[],
): ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>> {
  const folders = new Map<string, Map<string, Set<string>>>();
  for (const { file, targets } of imports) {
    for (const target of targets) {
      const from = file.name.split('/');
      const to = target.split('/');
      const depth = from.findIndex((part, at) => part !== to[at]);
      if (depth < 0) continue;
      const folder = ['src', ...from.slice(0, depth)].join('/');
      const edges = folders.get(folder) ?? new Map<string, Set<string>>();
      const siblings = edges.get(from[depth] ?? '') ?? new Set<string>();
      folders.set(folder, edges.set(from[depth] ?? '', siblings.add(to[depth] ?? '')));
    }
  }
  return folders;
}

describe('the house', () => {
  const files = readSource();
  const inner = files.map(file => ({
    file,
    targets: file.imports
      .filter(specifier => specifier.startsWith('.'))
      .map(specifier => resolved(file, specifier)),
  }));

  it('is read at all', () => {
    assert.ok(files.length > 50);
    assert.ok(inner.flatMap(({ targets }) => targets).length > 100);
  });

  it('has arrows that point one way', () => {
    const wrong = inner.flatMap(({ file, targets }) => {
      const allowed = ARROWS[roomOf(file.name)];
      assert.ok(allowed, `${file.name} is in no known room`);
      const isAllowed = (target: string) =>
        roomOf(target) === roomOf(file.name) || allowed.some(room => target.startsWith(`${room}/`));
      return targets.filter(target => !isAllowed(target)).map(target => `${file.name} → ${target}`);
    });
    assert.deepEqual(wrong, []);
  });

  it('has arrows that point one way inside the editor, too', () => {
    const inEditor = (name: string) => name.startsWith('editor/');
    const below = (name: string) => name.slice('editor/'.length);
    const wrong = inner
      .filter(({ file }) => inEditor(file.name))
      .flatMap(({ file, targets }) => {
        const room = roomOf(below(file.name));
        const allowed = EDITOR_ARROWS[room];
        assert.ok(allowed, `${file.name} is in no known room of the editor`);
        return targets
          .filter(inEditor)
          .filter(target => ![room, ...allowed].includes(roomOf(below(target))))
          .map(target => `${file.name} → ${target}`);
      });
    assert.deepEqual(wrong, []);
  });

  it('has features that import no other feature', () => {
    const featureOf = (name: string) => /^editor\/features\/([^/]+)\//.exec(name)?.[1];
    const wrong = inner.flatMap(({ file, targets }) =>
      targets
        .filter(target => featureOf(file.name) && featureOf(target) !== undefined)
        .filter(target => featureOf(target) !== featureOf(file.name))
        .map(target => `${file.name} → ${target}`),
    );
    assert.deepEqual(wrong, []);
    const folders = new Set(files.flatMap(({ name }) => featureOf(name) ?? []));
    assert.ok(folders.size > 10);
    assert.deepEqual(
      Object.keys(FEATURES).toSorted(),
      [...folders].toSorted(),
      'each has a row in features.ts',
    );
  });

  it('knows the editor in one room only, types included', () => {
    const knowing = files.filter(({ imports }) => imports.includes('vscode')).map(({ name }) => name);
    assert.deepEqual(
      knowing.filter(name => roomOf(name) !== 'editor' && name !== 'extension.ts'),
      [],
    );
    assert.ok(knowing.includes('extension.ts'));
  });

  it('has no circle of files or folders, at any level', () => {
    // a type vanishes when the code runs, but a circle of meanings stays one: types count
    for (const [folder, edges] of edgesByFolder(inner)) {
      const done = new Set<string>();
      const visit = (name: string, way: readonly string[]): void => {
        const circle = [...way.slice(way.indexOf(name)), name].join(' → ');
        assert.ok(!way.includes(name), `circle in ${folder}: ${circle}`);
        if (done.has(name)) return;
        for (const target of edges.get(name) ?? []) visit(target, [...way, name]);
        done.add(name);
      };
      for (const name of edges.keys()) visit(name, []);
    }
  });

  it('has no crowded folder', () => {
    const crowded = [...Map.groupBy(files, ({ name }) => path.posix.dirname(name))]
      .filter(([, inFolder]) => inFolder.length > FULLEST_FOLDER)
      .map(([folder, inFolder]) => `${folder}: ${inFolder.length}`);
    assert.deepEqual(crowded, []);
  });

  it('has files that are named by what they hold, and are short', () => {
    for (const { name, text } of files) {
      assert.doesNotMatch(path.posix.basename(name, '.ts'), EMPTY_NAMES, name);
      assert.ok(text.split('\n').length <= LONGEST_FILE, `${name} is longer than ${LONGEST_FILE} lines`);
    }
  });

  it('declares the method that opens a secret in one file', () => {
    // A second type that holds a secret would have its own mask. The button of the page has the same name.
    const declares = /\breveal(\(\)\s*(: string|\{)|: \(\) =>(?!\s*withConfirmed))/;
    const declaring = files.filter(({ text }) => declares.test(text)).map(({ name }) => name);
    assert.deepEqual(declaring, ['secret/secretText.ts']);
  });

  it('has short functions, wiring included', () => {
    const long: string[] = [];
    const trees = syntaxTrees(Object.fromEntries(files.map(({ name, text }) => [name, text])));
    for (const { name, text } of files) {
      const lineAt = (position: number) => text.slice(0, position).split('\n').length;
      const visit = (node: ast.Node): void => {
        const from = lineAt(node.getStart());
        const lines = lineAt(node.end) - from + 1;
        if (ast.isFunctionLikeDeclaration(node) && lines > LONGEST_FUNCTION)
          long.push(`${name}:${from} has ${lines} lines`);
        if (lines > LONGEST_FUNCTION) node.forEachChild(visit);
      };
      trees.get(name)?.forEachChild(visit);
    }
    assert.deepEqual(long, []);
  });

  it('opens secrets in the listed files only', () => {
    const opening = files.filter(
      ({ name, text }) => roomOf(name) !== 'localTenant' && /(?<!panel)\.reveal\(\)/.test(text),
    );
    assert.deepEqual(opening.map(({ name }) => name).sort(), OPENERS);
  });

  it('shows words by the functions that make words of whatever anybody has written, and no others', () => {
    const raw = files.filter(
      ({ name, text }) =>
        !name.startsWith('editor/platform/window/') &&
        /vscode\s*\.window\s*\.(show\w+Message|showQuickPick|withProgress|createTerminal)\b/.test(text),
    );
    assert.deepEqual(
      raw.map(({ name }) => name),
      [],
    );
    const boxes = files.filter(({ text }) => /\bcreate(QuickPick|InputBox|WebviewPanel)\b/.test(text));
    const careful = boxes.filter(({ text }) => /\b(safeItem|labelText|messageText)\b/.test(text));
    assert.deepEqual(boxes, careful);
    assert.ok(boxes.length >= 5);
    const trees = files.flatMap(({ text }) => text.match(/new TreeRows\(.*\)/g) ?? []);
    assert.equal(trees.length, 1);
    assert.ok(trees.every(tree => tree.includes('safeTree(')));
    const filled = files.flatMap(({ text }) => text.match(/\browsOf<\w+>\(core\.views\.\w+/g) ?? []);
    assert.equal(filled.length, 3);
  });

  it('writes names into Markdown as text, and trusts no Markdown with commands', () => {
    const writers = files.filter(({ text }) => text.includes('MarkdownString('));
    assert.ok(writers.length > 0);
    assert.deepEqual(
      writers.filter(({ text }) => !text.includes('markdownText')).map(({ name }) => name),
      [],
    );
    assert.deepEqual(
      files.filter(({ text }) => /isTrusted\s*[=:]\s*(true|\{)/.test(text)).map(({ name }) => name),
      [],
    );
  });

  it('passes no data to a command of ours through the editor, where anyone can run it', () => {
    const calls = files.flatMap(({ name, text }) =>
      [...text.matchAll(/executeCommand\(\s*(?:commandId\(|[`']clientCredentials\.)[^;]*;/g)].map(
        ([call]) => `${name}: ${call.replaceAll(/\s+/g, ' ')}`,
      ),
    );
    assert.ok(calls.length >= 3);
    const bare = /executeCommand\( ?(commandId\([^(),]*\)|'clientCredentials\.\w+(\.focus)?'),? ?\)/;
    assert.deepEqual(
      calls.filter(call => !bare.test(call)),
      [],
    );
    const onRows = files.filter(({ text }) => /\bcommandFor\([^()]*l10n\.t\([^()]*\),/.test(text));
    assert.deepEqual(onRows, []);
  });

  it('documents every export', () => {
    const bare = files.flatMap(({ name, text }) =>
      [
        ...text.matchAll(
          /(?<before>[^\n]*)\n(?:export (?:async )?(?:abstract )?(?:function\*?|class|const|interface|type|enum) (?<symbol>\w+))/g,
        ),
      ]
        .filter(({ groups }) => !/\*\/\s*$/.test(groups?.before ?? ''))
        .map(({ groups }) => `${name}: ${groups?.symbol}`),
    );
    assert.deepEqual(bare, []);
  });
});

import * as ast from 'typescript/unstable/ast';

/** Kinds of things that code can use outside itself. */
export type PermissionKind = 'command' | 'editor' | 'folder' | 'host' | 'module' | 'program' | 'variable';

/** One use of something outside the code. */
export interface Permission {
  readonly kind: PermissionKind;
  /** For example `env.clipboard`, `node:child_process`, `APPDATA`. */
  readonly name: string;
  /** The room of `src` that uses it. */
  readonly where: string;
}

/** Members of the extension's context that lead to stored data. */
const CONTEXT =
  /\bcontext\.(secrets|globalState|workspaceState|globalStorageUri|storageUri|logUri|environmentVariableCollection)$/;

/** Functions of `node:os` that return a folder. */
const FOLDERS = /^os\.(homedir|tmpdir)$/;

/** Returns the room of a file: `editor/features/debug`, or the first folder of the other rooms. */
export function permissionRoom(file: string): string {
  const folders = file.split('/').slice(0, -1);
  if (folders[0] !== 'editor') return folders[0] ?? file;
  return folders.slice(0, folders[1] === 'features' ? 3 : 2).join('/');
}

/** Returns what a source file uses outside itself, in the order of its text. Types and comments don't count. */
export function usedPermissions(file: string, tree: ast.SourceFile): readonly Permission[] {
  const found: Permission[] = [];
  const add = (kind: PermissionKind, name: string) => found.push({ kind, name, where: permissionRoom(file) });
  const visit = (node: ast.Node): void => {
    if (ast.isImportDeclaration(node) || ast.isExportDeclaration(node)) {
      const module = moduleOf(node);
      if (module) add('module', module);
      return;
    }
    if (ast.isPropertyAccessExpression(node)) readAccess(node.getText().replaceAll(/[\s?]/g, ''), add);
    if (ast.isCallExpression(node)) readCall(node, add);
    if (ast.isObjectBindingPattern(node)) readBinding(node, add);
    if (ast.isStringLiteral(node) || ast.isNoSubstitutionTemplateLiteral(node)) readText(node.text, add);
    node.forEachChild(visit);
  };
  tree.forEachChild(visit);
  return found;
}

type Add = (kind: PermissionKind, name: string) => void;

/** Returns the package or module of Node that a declaration loads; nothing for types and files of the house. */
function moduleOf(node: ast.ImportDeclaration | ast.ExportDeclaration): string | undefined {
  const text = node.getText();
  const module = /'([^'.][^']*)';?$/.exec(text)?.[1];
  const names =
    /\{([^}]*)\}/
      .exec(text)?.[1]
      ?.split(',')
      .filter(name => name.trim() !== '') ?? [];
  const onlyTypes = names.length > 0 && names.every(name => name.trim().startsWith('type '));
  const hasDefault = /^import\s+\w+\s*,/.test(text);
  if (/^(import|export)\s+type\b/.test(text) || (onlyTypes && !hasDefault)) return undefined;
  return module === 'vscode' ? undefined : module;
}

function readAccess(text: string, add: Add): void {
  const [, space, member] = /^vscode\.([a-z]\w*)\.(\w+)$/.exec(text) ?? [];
  if (space && member) add('editor', `${space}.${member}`);
  if (FOLDERS.test(text)) add('folder', text);
  const ofContext = CONTEXT.exec(text)?.[1];
  if (ofContext) add('editor', `context.${ofContext}`);
  const variable = /\benv\.([A-Z]\w*)$/.exec(text)?.[1];
  if (variable) add('variable', variable);
  if (text === 'process.execPath') add('program', text);
}

/** Reads `const { HOME } = process.env`, also as a parameter. */
function readBinding(node: ast.ObjectBindingPattern, add: Add): void {
  if (!/\benv\b/.test(node.parent.getText().slice(node.getText().length))) return;
  for (const name of node.getText().matchAll(/[A-Z][A-Z\d_]+/g)) add('variable', name[0]);
}

function readCall(node: ast.CallExpression, add: Add): void {
  const called = node.expression.getText().replaceAll(/\s/g, '');
  const [first, second] = node.arguments;
  if (called === 'variable' && second && ast.isStringLiteral(second)) add('variable', second.text);
  if (!first || !ast.isStringLiteral(first)) return;
  if (called.endsWith('commands.executeCommand') && !first.text.startsWith('clientCredentials.'))
    add('command', first.text);
  if ((called === 'import' && !first.text.startsWith('.')) || called === 'process.getBuiltinModule')
    add('module', first.text);
  if (called === 'findProgram') add('program', first.text);
}

/** Reads addresses, programs and folders, and what a shell is given: `cat | "$0"`. */
function readText(text: string, add: Add): void {
  const program = /^\/(?:usr\/)?bin\/(\w+)$/.exec(text)?.[1] ?? /^(\w+) .*"\$0"/.exec(text)?.[1];
  if (program) add('program', program);
  if (/^\/(?:var\/)?tmp$/.test(text)) add('folder', text);
  if (/^https?:\/\/./.test(text)) add('host', new URL(text).host);
}

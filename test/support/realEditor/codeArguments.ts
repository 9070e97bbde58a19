import { fileURLToPath } from 'node:url';

/** What is asked of `code`, as far as the editor from npm can do it. */
export interface CodeArguments {
  /** The folder or `.code-workspace` file to open. */
  readonly target?: string;
  readonly extensionDevelopmentPaths: readonly string[];
  readonly extensionTestsPath?: string;
  readonly userDataFolder?: string;
  readonly extensionsFolder?: string;
  readonly disableExtensions: boolean;
}

/** Options that take a value, also as a word of its own. Others of the desktop have no meaning here. */
const WITH_VALUE = new Set([
  ...[
    'extensionDevelopmentPath',
    'extensionTestsPath',
    'user-data-dir',
    'extensions-dir',
    'folder-uri',
    'file-uri',
  ],
  ...['locale', 'profile', 'log', 'crash-reporter-directory'],
]);

const toPath = (value: string): string => (value.startsWith('file://') ? fileURLToPath(value) : value);

/**
 * Reads the arguments of the desktop's `code` (https://code.visualstudio.com/docs/configure/command-line),
 * which @vscode/test-electron passes. Options that only steer Electron are read and dropped.
 */
export function readCodeArguments(args: readonly string[]): CodeArguments {
  const values = new Map<string, string[]>();
  const add = (name: string, value: string): unknown =>
    values.set(name, [...(values.get(name) ?? []), toPath(value)]);
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? '';
    const option = /^--([\w-]+)(?:=(.*))?$/s.exec(word);
    const [, name = '', value] = option ?? [];
    if (!option) add('target', word);
    else if (value !== undefined) add(name, value);
    else if (WITH_VALUE.has(name)) add(name, args[++index] ?? '');
    else add(name, '');
  }
  const first = (name: string): string | undefined => values.get(name)?.[0];
  return {
    target: first('folder-uri') ?? first('file-uri') ?? first('target'),
    extensionDevelopmentPaths: values.get('extensionDevelopmentPath') ?? [],
    extensionTestsPath: first('extensionTestsPath'),
    userDataFolder: first('user-data-dir'),
    extensionsFolder: first('extensions-dir'),
    disableExtensions: values.has('disable-extensions'),
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { pathToFileURL } from 'node:url';
import { endProcessGroup } from './endProcessGroup.ts';

/** How an extension host's process, or the server itself, went away. `code` is `null` after a signal. */
export interface ProcessEnd {
  readonly process: 'extension host' | 'server';
  readonly code: string | null;
  readonly signal: string | null;
}

/** What a server runs on and with. All paths are absolute. */
export interface ServerOptions {
  /** The folder that `installEditor` returned. */
  readonly editorFolder: string;
  /** Settings, state and logs (`logs/`). */
  readonly userDataFolder: string;
  readonly extensionsFolder: string;
  /** The editor's own extensions. Default: all that it comes with. */
  readonly builtinExtensionsFolder?: string | undefined;
  /** Sockets and temporary files; a short path, since a socket's path has at most 107 characters. */
  readonly scratchFolder: string;
  /** A file (mode 0600) with the connection token: an argument would show it to every user of the machine. */
  readonly tokenFile: string;
  /** Needed for an extension in development and for its tests; toasts are never shown then. Default false. */
  readonly smokeTestDriver?: boolean;
  /** The language that the editor runs in, which has to be installed. Default: the browser's. */
  readonly language?: string | undefined;
  /** Whether folders have to be trusted first (Restricted Mode). Default false. */
  readonly workspaceTrust?: boolean;
  /** Variables for the server and its extension hosts, over those of this process. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** How much is logged, by the page and the extension host too. Default: what VS Code logs by itself. */
  readonly logLevel?: 'trace' | undefined;
  readonly onLine?: (line: string) => void;
  /** Called whenever an extension host ends, also an orderly one after a reload. */
  readonly onProcessEnd?: (end: ProcessEnd) => void;
}

/** A server that listens on 127.0.0.1. */
export interface ServerProcess {
  readonly port: number;
  /** Ends the server with its extension hosts, terminals and watchers. */
  dispose(): Promise<void>;
}

const parentWatch = pathToFileURL(path.join(import.meta.dirname, '../../../tools/parentWatch.mjs')).href;

/** Where a page finds a loopback server of this machine: on the desktop it is the address itself. */
const LOOPBACK_TEMPLATE = 'http://127.0.0.1:{{port}}';

/** This process's variables without those by which an editor around us would steer the one that we start. */
function serverEnvironment(options: ServerOptions): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE|ELECTRON)_/.test(name) && name !== 'NODE_OPTIONS',
  );
  return {
    ...Object.fromEntries(inherited),
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    XDG_RUNTIME_DIR: options.scratchFolder,
    TMPDIR: options.scratchFolder,
    VSCODE_PROXY_URI: LOOPBACK_TEMPLATE,
    ...options.environment,
  };
}

function serverArguments(options: ServerOptions): string[] {
  return [
    path.join(options.editorFolder, 'out/server-main.js'),
    ...['--host', '127.0.0.1', '--port', '0', '--connection-token-file', options.tokenFile],
    ...['--server-data-dir', path.join(options.scratchFolder, 'server')],
    ...['--user-data-dir', options.userDataFolder, '--extensions-dir', options.extensionsFolder],
    ...['--accept-server-license-terms', '--disable-telemetry', '--disable-experiments'],
    ...['--force-disable-user-env', '--disable-getting-started-override'],
    ...(options.logLevel ? ['--log', options.logLevel] : []),
    ...(options.builtinExtensionsFolder ? ['--builtin-extensions-dir', options.builtinExtensionsFolder] : []),
    ...(options.smokeTestDriver ? ['--enable-smoke-test-driver'] : []),
    ...(options.language ? ['--locale', options.language] : []),
    ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
  ];
}

const boundLine = /Server bound to 127\.0\.0\.1:(\d+)/;
const hostEndLine = /Extension Host Process exited with code: (\S+), signal: (\S+?)\.?$/;
const nullable = (word: string | undefined): string | null => (!word || word === 'null' ? null : word);

/** Reads the server's own lines; resolves with the port once it is bound. */
function readLines(child: ChildProcess, options: ServerOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const read = (line: string): void => {
      options.onLine?.(line);
      const bound = boundLine.exec(line);
      if (bound) resolve(Number(bound[1]));
      const end = hostEndLine.exec(line);
      if (end) {
        options.onProcessEnd?.({
          process: 'extension host',
          code: nullable(end[1]),
          signal: nullable(end[2]),
        });
      }
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) readline.createInterface({ input: stream }).on('line', read);
    }
    child.once('error', cause => reject(new Error('the editor server cannot be started', { cause })));
    child.once('exit', (code, signal) =>
      reject(new Error(`the editor server ended early (${code ?? signal})`)),
    );
  });
}

/** Starts the editor's server on a free port of 127.0.0.1, as the leader of its own process group. */
export async function startServerProcess(options: ServerOptions): Promise<ServerProcess> {
  for (const folder of [options.userDataFolder, options.extensionsFolder, options.scratchFolder]) {
    fs.mkdirSync(folder, { recursive: true });
  }
  const child = spawn(process.execPath, ['--import', parentWatch, ...serverArguments(options)], {
    env: serverEnvironment(options),
    cwd: options.scratchFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let disposed = false;
  const dispose = (): Promise<void> => {
    disposed = true;
    return endProcessGroup(child);
  };
  try {
    const port = await readLines(child, options);
    child.once('exit', (code, signal) => {
      if (!disposed)
        options.onProcessEnd?.({ process: 'server', code: code === null ? null : `${code}`, signal });
    });
    return { port, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

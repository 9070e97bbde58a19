import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type EditorFront, startEditorFront } from './front/editorFront.ts';
import { keptRandom } from './front/keptRandom.ts';
import { type ServerOptions, type ServerProcess, startServerProcess } from './serverProcess.ts';

/** An editor's server and its front; see there for each option. */
export type WebEditorOptions = Omit<ServerOptions, 'scratchFolder' | 'tokenFile'> & {
  /** The front's port. Default 0: a free one. */
  readonly port?: number;
  /** Hosts besides `127.0.0.1:PORT` under which pages are opened. */
  readonly extraHosts?: readonly string[];
  /** A front that stays when the editor goes, and turns to it; `port` and `extraHosts` are its own. Default: a new one. */
  readonly front?: EditorFront | undefined;
};

/** A real editor that waits for a browser. */
export interface WebEditor {
  readonly port: number;
  /** `?tkn=…&` and these parameters: what follows the host in an address that gets in. */
  query(parameters: Readonly<Record<string, string>>): string;
  /** The same, but good for one visit. */
  singleUseQuery(parameters: Readonly<Record<string, string>>): string;
  dispose(): Promise<void>;
}

const queryOf = (parameters: Readonly<Record<string, string>>): string =>
  `/?${new URLSearchParams(parameters)}`;

/**
 * Starts the editor's server and its front. Token and mint key live beside the user data (mode 0600), so that
 * an open tab and its SecretStorage outlive a restart.
 */
export async function startWebEditor(options: WebEditorOptions): Promise<WebEditor> {
  const { port, extraHosts, front: sharedFront, ...serverOptions } = options;
  const scratchFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'editor-'));
  const tokenFile = path.join(options.userDataFolder, 'connection-token');
  const token = keptRandom(tokenFile).toString('base64url');
  const mintKey = keptRandom(path.join(options.userDataFolder, 'mint-key'));
  let server: ServerProcess | undefined;
  let ownFront: EditorFront | undefined;
  const dispose = async (): Promise<void> => {
    await ownFront?.dispose();
    await server?.dispose();
    fs.rmSync(scratchFolder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    server = await startServerProcess({ ...serverOptions, scratchFolder, tokenFile });
    const target = { serverPort: server.port, token, mintKey };
    if (sharedFront) sharedFront.turnTo(target);
    else ownFront = await startEditorFront({ ...target, port, extraHosts });
    const front = sharedFront ?? (ownFront as EditorFront);
    return {
      port: front.port,
      query: parameters => queryOf({ tkn: token, ...parameters }),
      singleUseQuery: parameters => queryOf({ tkn: front.singleUseCode(), ...parameters }),
      dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

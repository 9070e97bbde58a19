import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/**
 * Longest address of a socket, in bytes: what macOS allows; Linux allows four more.
 *
 * @see unix(4) of macOS and unix(7) of Linux, `sun_path`
 */
const LONGEST_ADDRESS = 103;

/** Folders for temporary files, the user's own first. Its name can be too long for a socket, or it doesn't exist. */
const temporaryFolders = (): readonly string[] =>
  [os.tmpdir(), process.env.XDG_RUNTIME_DIR ?? '', '/tmp', '/var/tmp'].filter(folder =>
    path.isAbsolute(folder),
  );

/**
 * Returns a standard input that contains the complete text before the program starts. If the text were written afterwards, a
 * crash of this process would give the program no text, and the store an empty value. The text is only in the system's
 * buffer, which is larger than any secret. The caller destroys the socket. Rejects when a socket can be made in none of
 * the folders.
 *
 * @param folders where a private folder for the socket can be made; the first that is usable is taken
 */
export async function fillInput(
  text: string,
  folders: readonly string[] = temporaryFolders(),
): Promise<net.Socket> {
  const folder = await makeFolder(folders);
  // Paused, because bytes that this process reads don't reach the program.
  const server = net.createServer({ pauseOnConnect: true });
  try {
    server.listen(path.join(folder, 's'));
    await once(server, 'listening');
    const writer = net.connect(path.join(folder, 's'));
    const [[reader]] = (await Promise.all([once(server, 'connection'), once(writer, 'connect')])) as [
      [net.Socket],
      unknown,
    ];
    await new Promise<void>((resolve, reject) => {
      writer.once('error', reject);
      writer.end(text, resolve);
    });
    return reader;
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Makes a folder that only this user can open, with a name that is short enough for a socket in it. */
async function makeFolder(parents: readonly string[]): Promise<string> {
  const reasons: unknown[] = [];
  for (const parent of parents) {
    const prefix = path.join(parent, 'input-');
    if (Buffer.byteLength(path.join(`${prefix}XXXXXX`, 's')) > LONGEST_ADDRESS) {
      reasons.push(new Error(`${parent} is too long for a socket`));
      continue;
    }
    try {
      return await mkdtemp(prefix);
    } catch (error) {
      reasons.push(error);
    }
  }
  throw new AggregateError(reasons, 'no folder for a socket');
}

import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/**
 * Makes a standard input that holds its text to the end before the program is started. Were it written afterwards, a
 * crash between the two would leave the program with nothing, and the store with an empty value. The text is nowhere
 * but in the system's buffer, which takes more than any secret has.
 *
 * @returns the socket for the program, which its caller destroys
 */
export async function filledInput(text: string): Promise<net.Socket> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'input-'));
  // paused: a byte that this process reads is missing in the other one
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

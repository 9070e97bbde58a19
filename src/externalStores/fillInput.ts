import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/**
 * Returns a standard input that contains the complete text before the program starts. If the text were written afterwards, a
 * crash of this process would give the program no text, and the store an empty value. The text is only in the system's
 * buffer, which is larger than any secret. The caller destroys the socket.
 */
export async function fillInput(text: string): Promise<net.Socket> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'input-'));
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

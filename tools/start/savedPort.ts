import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';

/**
 * The servers whose port stays the same: a browser saves an editor's secrets by its address, and a connection contains the
 * address of its tenant.
 */
export type PortUse = 'editor' | 'tenant';

type Ports = Partial<Record<PortUse, number>>;

const read = (file: string): Ports => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {});

async function isFree(port: number): Promise<boolean> {
  const probe = net.createServer();
  try {
    await once(probe.listen(port, '127.0.0.1'), 'listening');
    return true;
  } catch {
    return false;
  } finally {
    probe.close();
  }
}

/** Returns the previous port of 127.0.0.1 if it is free; otherwise 0, for any free one. */
export async function readSavedPort(file: string, use: PortUse): Promise<number> {
  const port = read(file)[use];
  return port !== undefined && (await isFree(port)) ? port : 0;
}

/** Saves the present port. */
export function savePort(file: string, use: PortUse, port: number): void {
  fs.writeFileSync(file, JSON.stringify({ ...read(file), [use]: port }));
}

import fs from 'node:fs';
import path from 'node:path';
import { processTree } from '../../support/processTree.ts';

/** The extension that notes connections; `CONNECTION_WATCH_FILE` in its environment names the file. */
export const CONNECTION_PROBE = path.join(import.meta.dirname, '../../support/connectionProbe');

/** A recorded network event. */
export interface NotedConnection {
  readonly kind: 'start' | 'connect' | 'lookup';
  readonly host?: string;
  readonly port?: number;
}

/** Reads the record. */
export const connectionsOf = (file: string): readonly NotedConnection[] =>
  fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as NotedConnection);

/** A socket of a process, as the kernel has it: addresses are `IP:PORT`. */
export interface KernelSocket {
  readonly local: string;
  readonly remote: string;
}

/** Addresses of /proc/net/tcp are hexadecimal, the address's bytes in the machine's order. */
function addressOf(text: string): string {
  const [hex = '', port = ''] = text.split(':');
  const bytes = Buffer.from(hex, 'hex');
  // ::ffff:a.b.c.d
  const four = bytes.length === 4 ? bytes : bytes.subarray(12);
  const isFour = bytes.length === 4 || hex.startsWith(`${'0'.repeat(16)}FFFF0000`);
  const ip = isFour ? [...four.toReversed()].join('.') : hex === `${'0'.repeat(24)}01000000` ? '::1' : hex;
  return `${ip}:${Number.parseInt(port, 16)}`;
}

/** Lists the connected TCP sockets of the extension hosts below a process (proc_pid_net(5)). */
export function extensionHostSockets(root: number): readonly KernelSocket[] {
  const hosts = processTree(root).filter(({ pid }) => /extensionHost/.test(commandLine(pid)));
  return hosts.flatMap(({ pid }) => {
    const own = inodesOf(pid);
    return ['tcp', 'tcp6'].flatMap(table => rowsOf(pid, table).filter(({ inode }) => own.has(inode)));
  });
}

function commandLine(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function inodesOf(pid: number): ReadonlySet<string> {
  try {
    const links = fs.readdirSync(`/proc/${pid}/fd`).map(fd => {
      try {
        return fs.readlinkSync(`/proc/${pid}/fd/${fd}`);
      } catch {
        return '';
      }
    });
    return new Set(links.flatMap(link => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
  } catch {
    return new Set();
  }
}

const LISTENING = '0A';

function rowsOf(pid: number, table: string): readonly (KernelSocket & { readonly inode: string })[] {
  let text = '';
  try {
    text = fs.readFileSync(`/proc/${pid}/net/${table}`, 'utf8');
  } catch {
    return [];
  }
  const rows = text
    .split('\n')
    .slice(1)
    .map(line => line.trim().split(/\s+/));
  return rows.flatMap(([, local, remote, state, , , , , , inode]) =>
    local && remote && inode && state !== LISTENING
      ? [{ local: addressOf(local), remote: addressOf(remote), inode }]
      : [],
  );
}

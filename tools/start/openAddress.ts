import { spawn } from 'node:child_process';

/** The program that opens an address in the user's browser, and its arguments before the address. */
const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  linux: ['xdg-open'],
  darwin: ['open'],
  // not `start` of cmd.exe, for which an address's `&` ends the command
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/**
 * Tries to open an address in the user's browser. That it cannot is no failure: the address is printed as
 * well.
 */
export function openAddress(address: string): void {
  const [program, ...args] = OPENERS[process.platform] ?? [];
  if (!program) return;
  const child = spawn(program, [...args, address], { stdio: 'ignore', detached: true });
  child.once('error', () => process.stderr.write('No browser could be opened: open the printed address.\n'));
  child.unref();
}

import { spawn } from 'node:child_process';

/** The programs that open an address in the user's browser, with their arguments before the address. */
const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  linux: ['xdg-open'],
  darwin: ['open'],
  // Not `start` of cmd.exe, for which `&` in an address ends the command.
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/**
 * Tries to open an address in the user's browser. A failure is ignored, because the address is also printed.
 */
export function openAddress(address: string): void {
  const [program, ...args] = OPENERS[process.platform] ?? [];
  if (!program) return;
  const child = spawn(program, [...args, address], { stdio: 'ignore', detached: true });
  child.once('error', () => process.stderr.write('No browser could be opened: open the printed address.\n'));
  child.unref();
}

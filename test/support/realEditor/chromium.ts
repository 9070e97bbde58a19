import fs from 'node:fs';
import path from 'node:path';
import { runProgram } from './install/runProgram.ts';

/** Names of Chromium and its kin on a PATH. The shell comes first: it draws no window of its own that nobody sees. */
const COMMANDS = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];

/** Where they are when they are not on the PATH. */
const PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
      .map(name => process.env[name])
      .filter(folder => folder !== undefined)
      .flatMap(folder => [
        path.join(folder, 'Google/Chrome/Application/chrome.exe'),
        path.join(folder, 'Microsoft/Edge/Application/msedge.exe'),
      ]),
  ],
};

const advice = `No Chromium was found, which drives the editor's window in tests. Install one of
  Debian           apt-get install chromium-headless-shell
  Ubuntu           apt-get install chromium
  macOS            brew install --cask chromium (or Google Chrome)
  Windows          Google Chrome or Microsoft Edge
or name one:       CHROMIUM=/path/to/chromium npm test`;

/** Finds a command on the PATH. */
export function findCommand(command: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map(folder => path.join(folder, command))
    .find(file => fs.existsSync(file));
}

/**
 * Finds a Chromium: the one that the variable CHROMIUM names, else one on the PATH or where it is usually
 * put.
 */
export function findChromium(): string | undefined {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const usual = PLACES[process.platform] ?? [];
  return (
    COMMANDS.map(findCommand).find(file => file !== undefined) ?? usual.find(file => fs.existsSync(file))
  );
}

async function installDebianChromium(): Promise<void> {
  process.stderr.write('Installing Chromium (apt-get install) …\n');
  process.env.DEBIAN_FRONTEND = 'noninteractive';
  await runProgram('apt-get', ['update', '-qq'], '/');
  const install = (chromium: string): Promise<void> =>
    // Without fonts every letter of a picture is a box.
    runProgram(
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', chromium, 'fonts-dejavu-core'],
      '/',
    );
  // Not every release has the shell.
  await install('chromium-headless-shell').catch(() => install('chromium'));
}

/**
 * Finds a Chromium, and in a Debian container (we are root and there is apt-get) installs one where there is
 * none. Rejects with what to install elsewhere.
 */
export async function ensureChromium(): Promise<string> {
  if (!findChromium() && process.getuid?.() === 0 && findCommand('apt-get')) await installDebianChromium();
  const found = findChromium();
  if (!found) throw new Error(advice);
  return found;
}

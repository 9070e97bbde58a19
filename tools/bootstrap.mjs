// Runs a TypeScript program of this project on a machine with any Node from 20 on: installs what is missing, then starts the
// program on the Node that package.json requires. Plain JavaScript, because the machine's own Node may not support types. Its
// own output goes to standard error; standard output belongs to the program.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const stamp = path.join(root, 'node_modules', '.installed-from');
const pinnedNode = path.join(
  root,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Installs the locked dependencies unless the last complete install was made from this very lock file. */
function ensureInstalled() {
  const lock = createHash('sha256')
    .update(fs.readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === lock && fs.existsSync(pinnedNode)) return;
  process.stderr.write('Installing dependencies (npm ci) …\n');
  // --loglevel=error, because npm warns that packages need the newer Node that this installs.
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) fail(`npm ci failed (${npm.error ?? npm.signal ?? npm.status}): see above.`);
  if (!fs.existsSync(pinnedNode)) {
    fail(
      'npm ci ran, but Node 24 is missing: its package has an install script. ' +
        'Allow install scripts (npm config get ignore-scripts) and try again.',
    );
  }
  fs.writeFileSync(stamp, lock);
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const [program, ...args] = process.argv.slice(2);
if (!program) fail('usage: node tools/bootstrap.mjs PROGRAM [ARGUMENTS]');
ensureInstalled();
const env = { ...process.env, PATH: `${path.dirname(pinnedNode)}${path.delimiter}${process.env.PATH}` };
const parentWatch = new URL('parentWatch.mjs', import.meta.url).href;
const child = spawn(pinnedNode, ['--import', parentWatch, path.resolve(root, program), ...args], {
  cwd: process.cwd(),
  env,
  stdio: 'inherit',
});
// A terminal sends Ctrl-C to the whole group, a supervisor sends its signal only to this process. In both cases the program
// decides when to end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));

/**
 * Returns the id of the parent and, on Linux, of its parent, because npm runs this program in a shell.
 */
function ancestors() {
  try {
    const stat = fs.readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(')')).split(' ')[2]}`;
  } catch {
    return `${process.ppid}`;
  }
}

// A killed npm or shell passes on no signal, so the end of either ends the program. Without npm, only the parent counts.
const startedBy = process.env.npm_lifecycle_event ? ancestors : () => process.ppid;
const atFirst = startedBy();
setInterval(() => startedBy() !== atFirst && child.kill('SIGTERM'), 500).unref();
child.on('error', error => fail(String(error)));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));

import { spawnSync } from 'node:child_process';

/** Installs the packages of the lock file in a folder; none of their scripts runs. Throws if that fails. */
export function installLocked(folder: string, env: NodeJS.ProcessEnv): void {
  const { status } = spawnSync(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: folder, env, stdio: 'inherit', shell: process.platform === 'win32' },
  );
  if (status !== 0) throw new Error(`The packages of ${folder} can't be installed: see above.`);
}

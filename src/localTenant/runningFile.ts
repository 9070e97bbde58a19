import fs from 'node:fs';

/** What a started tenant tells whoever started it. */
export interface ReadyLine {
  /** Base URL, as the service's `Resource`. */
  readonly resource: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What stands in `running.json` while a tenant runs: enough for a second window to use the same one. */
export interface RunningTenant extends ReadyLine {
  readonly pid: number;
}

/** Writes the file with mode 0600, whole or not at all. */
export function writeRunningFile(file: string, running: RunningTenant): void {
  const unfinished = `${file}.${running.pid}`;
  fs.rmSync(unfinished, { force: true });
  fs.writeFileSync(unfinished, `${JSON.stringify(running, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  fs.renameSync(unfinished, file);
}

/** Returns the address of the running tenant, or `undefined` while there is no such file, or no sense in it. */
export function readRunningResource(file: string): string | undefined {
  try {
    const content: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    if (typeof content !== 'object' || content === null || !('resource' in content)) return undefined;
    return typeof content.resource === 'string' ? content.resource : undefined;
  } catch {
    return undefined;
  }
}

/** Removes the file; it need not be there. */
export function removeRunningFile(file: string): void {
  fs.rmSync(file, { force: true });
}

import fs from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';

/** What a tenant prints when it has started. */
export interface ReadyLine {
  /** Base URL, as the service's `Resource`. */
  readonly resource: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The content of `running.json` while a tenant runs, from which a second window can use the same tenant. */
export interface RunningTenant extends ReadyLine {
  readonly pid: number;
}

/** Writes the file with mode 0600, completely or not at all. */
export function writeRunningFile(file: string, running: RunningTenant): void {
  const unfinished = `${file}.${running.pid}`;
  fs.rmSync(unfinished, { force: true });
  fs.writeFileSync(unfinished, `${JSON.stringify(running, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  fs.renameSync(unfinished, file);
}

const runningSchema = v.object({
  resource: v.pipe(v.string(), v.url()),
  tenantId: v.string(),
  clientId: v.string(),
  clientSecret: v.string(),
  pid: v.number(),
});

/** Returns the content of the file; `undefined` if the file is missing or invalid. */
export function readRunningTenant(file: string): RunningTenant | undefined {
  try {
    return v.parse(runningSchema, JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Removes the file and those that tenants did not finish, because they were killed. They hold a secret, too. */
export function removeRunningFiles(file: string): void {
  removeRunningFile(file);
  const start = `${path.basename(file)}.`;
  for (const name of fs.readdirSync(path.dirname(file)))
    if (name.startsWith(start) && /^\d+$/.test(name.slice(start.length)))
      fs.rmSync(path.join(path.dirname(file), name), { force: true });
}

/** Removes the file if it exists. */
export function removeRunningFile(file: string): void {
  fs.rmSync(file, { force: true });
}

import { execFileSync } from 'node:child_process';
import path from 'node:path';

const APPLICATION = path.resolve(import.meta.dirname, 'application.mjs');

/** What the application saw. */
export interface ApplicationReport {
  /** Life of its token, seconds. */
  readonly expiresIn: number;
  /** Status of its request for the tenant. */
  readonly tenantStatus: number;
  readonly tenantId: string;
}

/** Runs the application, which knows nothing of us, on a configuration file, in a process of its own. */
export function runApplication(file: string): ApplicationReport {
  return JSON.parse(execFileSync(process.execPath, [APPLICATION, file], { encoding: 'utf8' }));
}

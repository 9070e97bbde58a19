import { execFileSync } from 'node:child_process';
import path from 'node:path';

const APPLICATION = path.resolve(import.meta.dirname, 'application.mjs');

/** The output of the application. */
export interface ApplicationReport {
  /** Lifetime of its token, in seconds. */
  readonly expiresIn: number;
  /** Status of its request for the tenant. */
  readonly tenantStatus: number;
  readonly tenantId: string;
}

/** Runs the independent application with a configuration file in its own process. */
export function runApplication(file: string): ApplicationReport {
  return JSON.parse(execFileSync(process.execPath, [APPLICATION, file], { encoding: 'utf8' }));
}

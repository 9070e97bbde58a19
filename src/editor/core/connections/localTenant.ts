import type * as vscode from 'vscode';
import { lazily } from '../../platform/lazily.ts';
import type { Log } from '../../platform/log/redactingLog.ts';
import type { LocalTenantProcess, RunningTenant } from './localTenantProcess.ts';
import { localTenantProgram } from './localTenantProgram.ts';

/** The local tenant of this window; its code is loaded on first use. */
export class LocalTenant implements vscode.Disposable {
  readonly #process: () => Promise<LocalTenantProcess>;
  #loaded: LocalTenantProcess | undefined;

  constructor(context: vscode.ExtensionContext, log: Log) {
    this.#process = lazily(async () => {
      const { LocalTenantProcess } = await import('./localTenantProcess.ts');
      this.#loaded = new LocalTenantProcess(localTenantProgram(context, log));
      return this.#loaded;
    });
  }

  /** Returns a running tenant, on the given port if that is free. Rejects with a `LocalTenantError`. */
  async ensureRunning(preferredPort?: number): Promise<RunningTenant> {
    return (await this.#process()).ensureRunning(preferredPort);
  }

  /** Ends the tenant of this window, if it runs; resolves when it has ended. Keeps its data. */
  async stop(): Promise<void> {
    await this.#loaded?.stop();
  }

  dispose(): void {
    this.#loaded?.dispose();
  }
}

import * as vscode from 'vscode';
import { HttpDispatcher } from '../../../network/httpDispatcher.ts';
import type { NetworkSettings } from '../../../network/networkSettings.ts';
import { OutageWatch } from '../../../network/outageWatch.ts';
import { trustedCertificates } from '../../../network/trustedCertificates.ts';
import type { Log } from '../log/redactingLog.ts';
import { startTimer } from '../startTimer.ts';
import { editorNetworkSettings } from './editorNetworkSettings.ts';
import { OutageNotice } from './outageNotice.ts';

/** The way to the network, as the editor's settings say, and what is known of services that are down. */
export interface NetworkAccess extends vscode.Disposable {
  readonly dispatcher: HttpDispatcher;
  readonly outages: OutageWatch;
  /** Milliseconds since 1970, on a clock that runs evenly even if the machine's clock is changed. */
  readonly nowMs: () => number;
  /** Runs what the user asked for: services that are down are asked once more, and no other notice says so. */
  duringCommand<T>(task: () => Promise<T>): Promise<T>;
}

/** Opens the way to the network. */
export function openNetwork({ log, refresh }: { log: Log; refresh: () => void }): NetworkAccess {
  const nowMs = () => performance.now() + performance.timeOrigin;
  const dispatcher = new HttpDispatcher({}, () => readSettings(log));
  let commands = 0;
  const notice = new OutageNotice({
    log,
    refresh,
    nowMs,
    isBusy: () => commands > 0,
    startTimer,
  });
  const outages = new OutageWatch({ nowMs, changed: notice.changed });
  const watching = vscode.workspace.onDidChangeConfiguration(event => {
    if (!event.affectsConfiguration('http')) return;
    dispatcher.reconfigure();
    outages.forgive();
  });
  return {
    dispatcher,
    outages,
    nowMs,
    async duringCommand(task) {
      commands += 1;
      outages.forgive();
      try {
        return await task();
      } finally {
        commands -= 1;
      }
    },
    dispose() {
      watching.dispose();
      notice.dispose();
      void dispatcher.dispose();
    },
  };
}

async function readSettings(log: Log): Promise<NetworkSettings> {
  const configuration = vscode.workspace.getConfiguration('http');
  const setting = (key: string) => {
    const { workspaceValue, workspaceFolderValue, globalValue, defaultValue } =
      configuration.inspect(key) ?? {};
    const isOfWorkspace = workspaceValue !== undefined || workspaceFolderValue !== undefined;
    // a workspace must not lead tokens through a proxy of its own, should the editor ever let it set one
    return isOfWorkspace ? (globalValue ?? defaultValue) : configuration.get(key);
  };
  const settings = editorNetworkSettings(setting, process.env);
  if (settings.proxy && !settings.strictProxyTls) {
    log.warn('http.proxyStrictSSL is off: certificates that come through the proxy are not looked at');
  }
  const certificates = await trustedCertificates({
    system: setting('systemCertificates') !== false,
    extraFile: process.env.NODE_EXTRA_CA_CERTS,
    warn: text => log.warn(text),
  });
  return { ...settings, certificates };
}

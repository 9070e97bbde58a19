import * as vscode from 'vscode';
import { HttpDispatcher } from '../../../network/httpDispatcher.ts';
import type { NetworkSettings } from '../../../network/networkSettings.ts';
import { OutageWatch } from '../../../network/outageWatch.ts';
import { trustedCertificates } from '../../../network/trustedCertificates.ts';
import type { Log } from '../log/redactingLog.ts';
import { startTimer } from '../startTimer.ts';
import { runningCommands } from '../window/runningCommands.ts';
import { editorNetworkSettings } from './editorNetworkSettings.ts';
import { OutageNotice } from './outageNotice.ts';

/** Access to the network with the editor's settings, and the known outages of services. */
export interface NetworkAccess extends vscode.Disposable {
  readonly dispatcher: HttpDispatcher;
  readonly outages: OutageWatch;
  /** Reads the settings that new connections are made with. */
  readonly settings: () => NetworkSettings;
  /** Milliseconds since 1970, from a monotonic clock that ignores changes of the system time. */
  readonly nowMs: () => number;
  /** Runs a command: services that are down are tried once more, and no separate notice is shown. */
  duringCommand<T>(task: () => Promise<T>): Promise<T>;
}

/** Opens the network access. */
export function openNetwork({ log, refresh }: { log: Log; refresh: () => void }): NetworkAccess {
  const nowMs = () => performance.now() + performance.timeOrigin;
  const dispatcher = new HttpDispatcher({}, () => readSettings(log));
  const notice = new OutageNotice({
    log,
    refresh,
    nowMs,
    isBusy: () => runningCommands.isBusy,
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
    settings: () => readSettings(log),
    nowMs,
    duringCommand(task) {
      outages.forgive();
      return runningCommands.run(task);
    },
    dispose() {
      watching.dispose();
      notice.dispose();
      void dispatcher.dispose();
    },
  };
}

function readSettings(log: Log): NetworkSettings {
  const configuration = vscode.workspace.getConfiguration('http');
  const setting = (key: string) => {
    const { workspaceValue, workspaceFolderValue, globalValue, defaultValue } =
      configuration.inspect(key) ?? {};
    const isOfWorkspace = workspaceValue !== undefined || workspaceFolderValue !== undefined;
    // A workspace must not route tokens through its own proxy, even if the editor allowed the setting.
    return isOfWorkspace ? (globalValue ?? defaultValue) : configuration.get(key);
  };
  const settings = editorNetworkSettings(setting, process.env);
  if (settings.proxy && !settings.strictProxyTls) {
    log.warn('http.proxyStrictSSL is off: certificates that come through the proxy are not looked at');
  }
  const certificates = {
    system: setting('systemCertificates') !== false,
    extraFile: process.env.NODE_EXTRA_CA_CERTS,
    warn: (text: string) => log.warn(text),
  };
  return { ...settings, certificates: () => trustedCertificates(certificates) };
}

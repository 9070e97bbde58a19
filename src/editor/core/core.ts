import type * as vscode from 'vscode';
import type { ProjectFileWriter } from '../../credentials/delivery/projectFileWriter.ts';
import type { VerifiableCredential, Verified } from '../../credentials/verification/verifyCredential.ts';
import type { Log } from '../platform/log/redactingLog.ts';
import type { NetworkAccess } from '../platform/network/networkAccess.ts';
import type { StartTimer } from '../platform/startTimer.ts';
import type { PageHost } from '../platform/webview/page.ts';
import type { TellChange } from './change.ts';
import type { ClientLookup } from './clientLookup.ts';
import type { Connections } from './connections/connections.ts';
import type { LocalTenant } from './connections/localTenant.ts';
import type { CredentialRecords } from './credentialRecords.ts';
import type { Execute } from './execute.ts';
import type { Permissions } from './permissions/permissions.ts';
import type { Services } from './services.ts';
import type { SignInAccess } from './signIns/signInAccess.ts';
import type { SignIns } from './signIns/signIns.ts';
import type { StatusItem } from './statusItem.ts';
import type { Views } from './views.ts';

/** What every feature gets. Services and records are part of it: `core.details.show(node)`, `core.keptSecrets.all()`. */
export interface Core extends CredentialRecords, Services {
  readonly context: vscode.ExtensionContext;
  readonly now: () => Date;
  readonly startTimer: StartTimer;
  readonly log: Log;
  /** Shows the log to the user. */
  readonly showLog: () => void;
  /** Runs a task and shows its errors; never rejects. */
  readonly run: (task: () => Promise<void>) => Promise<void>;
  /** Opens pages. */
  readonly pages: PageHost;
  readonly views: Views;
  readonly statusItem: StatusItem;
  readonly connections: Connections;
  readonly signIns: SignIns;
  readonly signInAccess: SignInAccess;
  /** The local tenant of this window. */
  readonly localTenant: Pick<LocalTenant, 'stop'>;
  readonly network: NetworkAccess;
  /** What the user agreed to once in this workspace. */
  readonly permissions: Permissions;
  /** Writes project files, through the editor where it has unsaved changes. */
  readonly files: ProjectFileWriter;
  /** Verifies a credential with a token request. Rejects with a `SignInError`. */
  readonly verify: (credential: VerifiableCredential, signal?: AbortSignal) => Promise<Verified>;
  /** Returns a client lookup through all connections, with an empty cache. */
  readonly newLookup: () => ClientLookup;
  readonly tell: TellChange;
  /** Runs a command of this or another feature. */
  readonly execute: Execute;
}

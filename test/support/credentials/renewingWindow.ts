import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from '../../../src/credentials/connections/connection.ts';
import { connectionTokens } from '../../../src/credentials/connections/connectionTokens.ts';
import { SignInRecords } from '../../../src/credentials/connections/signInRecords.ts';
import { SignOuts } from '../../../src/credentials/connections/signOuts.ts';
import { MachineLock } from '../../../src/credentials/locks/machineLock.ts';
import { WindowLock } from '../../../src/credentials/locks/windowLock.ts';
import { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import { FolderSecretStore } from '../crash/folderSecretStore.ts';
import { withMethods } from '../withMethods.ts';
import { sessionSurroundings } from './sessions.ts';

/** What a window does that needs a token. */
export interface RenewingOrder {
  readonly connection: Connection;
  /** Where its requests go instead of the service: tokens name the service that issued them. */
  readonly through: string;
  /** Folder of secret storage, shared by all windows. */
  readonly secrets: string;
  /** Folder of the files of its machine. */
  readonly machine: string;
  /** How far its clock is ahead, milliseconds. */
  readonly clockAheadMs: number;
  /** Missing: as in the product. */
  readonly patienceMs?: number;
}

// A process that asks for a token as a window does, and prints `waiting` when another window has the lock, then the token, or
// the code of the error.
const order: RenewingOrder = JSON.parse(process.env.RENEWING_ORDER ?? '');
const { connection, machine, through, clockAheadMs, patienceMs } = order;
const dispatcher = new HttpDispatcher();
const redirected = withMethods(dispatcher, {
  fetch: (input, init) => dispatcher.fetch(String(input).replace(connection.resource, through), init),
});
const nowMs = () => Date.now() + clockAheadMs;
const print = (text: string) => process.stdout.write(`${text}\n`);
const lock = new WindowLock({
  lock: new MachineLock(path.join(machine, 'locks')),
  key: 'renewal',
  nowMs,
  sleep: async ms => {
    print('waiting');
    await wait(ms);
  },
  ...(patienceMs === undefined ? {} : { patienceMs }),
});
const records = new SignInRecords({
  secrets: new FolderSecretStore(order.secrets),
  signOuts: new SignOuts(path.join(machine, 'signOuts'), () => 'name'),
});
const tokens = connectionTokens(
  connection,
  records.slot(connection),
  sessionSurroundings(redirected, { nowMs, exclusively: task => lock.run(task) }),
);
await tokens.token().then(
  token => print(`token ${token.reveal()}`),
  error => print(`error ${error.code}`),
);
await dispatcher.dispose();

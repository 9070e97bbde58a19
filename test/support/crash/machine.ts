import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { deliverCredential, storeWriter } from '../../../src/credentials/delivery/deliverCredential.ts';
import { MachineLock } from '../../../src/credentials/operations/machineLock.ts';
import { decodeOperation } from '../../../src/credentials/operations/operation.ts';
import { OperationJournal } from '../../../src/credentials/operations/operationJournal.ts';
import type { OperationParts, SecretService } from '../../../src/credentials/operations/operationParts.ts';
import { Bindings, decodeBinding } from '../../../src/credentials/records/bindings.ts';
import { decodeKeptSecret, KeptSecrets } from '../../../src/credentials/records/keptSecrets.ts';
import { RecordFolder } from '../../../src/credentials/records/recordFolder.ts';
import { verifyCredential } from '../../../src/credentials/verification/verifyCredential.ts';
import type { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import { DiskWriter } from '../../../src/projectFiles/writing/diskWriter.ts';
import { FolderSecretStore } from './folderSecretStore.ts';

/** Options of a machine. */
export interface MachineOptions {
  /** The folder for all its files. */
  readonly root: string;
  readonly service: SecretService;
  readonly dispatcher: HttpDispatcher;
  readonly now?: () => Date;
  /** What the user decides about a file that Git would commit. Default: to write it. */
  readonly mayWrite?: OperationParts['mayWrite'];
}

/** Makes the writer of a machine's project files. */
export const fileWriter = (root: string): DiskWriter =>
  new DiskWriter({ storage: path.join(root, 'writes'), newName: randomUUID });

/** Makes what operations work with in the files of one folder: what a window has, without the editor. */
export function machine({
  root,
  service,
  dispatcher,
  now = () => new Date(),
  mayWrite = async () => 'write',
}: MachineOptions): OperationParts {
  const records = <T>(name: string, decode: (value: unknown) => T | undefined) =>
    new RecordFolder(path.join(root, name), decode, randomUUID);
  const bindings = new Bindings(records('bindings', decodeBinding));
  const files = fileWriter(root);
  const stores = storeWriter({ env: process.env, platform: process.platform });
  const newSalt = () => randomBytes(16).toString('hex');
  const delivery = { bindings, files, mayWrite, stores, newSalt, now };
  return {
    ...delivery,
    journal: new OperationJournal(
      records('journal', decodeOperation),
      new MachineLock(path.join(root, 'locks')),
    ),
    keptSecrets: new KeptSecrets(
      new FolderSecretStore(path.join(root, 'keyring')),
      records('kept', decodeKeptSecret),
    ),
    service,
    signIns: { of: async () => [], replace: async () => {} },
    verify: credential => verifyCredential(credential, dispatcher),
    deliver: (credential, destination) => deliverCredential(credential, destination, delivery),
    sleep: ms => wait(ms),
  };
}

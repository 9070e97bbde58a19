import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { deliverCredential, storeWriter } from '../../../src/credentials/delivery/deliverCredential.ts';
import { hostIdOf } from '../../../src/credentials/hosts/host.ts';
import { HostIndex } from '../../../src/credentials/hosts/hostIndex.ts';
import { MachineLock } from '../../../src/credentials/locks/machineLock.ts';
import { SharedLease } from '../../../src/credentials/locks/sharedLease.ts';
import { decodeOperation, type Operation } from '../../../src/credentials/operations/operation.ts';
import { OperationJournal } from '../../../src/credentials/operations/operationJournal.ts';
import type { OperationParts, SecretService } from '../../../src/credentials/operations/operationParts.ts';
import { Bindings, decodeBinding } from '../../../src/credentials/records/bindings.ts';
import { decodeKeptSecret, KeptSecrets } from '../../../src/credentials/records/keptSecrets.ts';
import { RecordFolder } from '../../../src/credentials/records/recordFolder.ts';
import { NO_MIRROR, type RecordMirror } from '../../../src/credentials/records/recordMirror.ts';
import { verifyCredential } from '../../../src/credentials/verification/verifyCredential.ts';
import type { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import { DiskWriter } from '../../../src/projectFiles/writing/diskWriter.ts';
import { FolderSecretStore } from './folderSecretStore.ts';

/** Options of a machine. */
export interface MachineOptions {
  /** The folder for all its files. */
  readonly root: string;
  /** The folder of secret storage, which several hosts may share; default: one of its own. */
  readonly secrets?: string;
  /** What the host is called; default `Test host`. */
  readonly hostName?: string;
  readonly service: SecretService;
  readonly dispatcher: HttpDispatcher;
  readonly now?: () => Date;
  /** What the user decides about a file that Git would commit. Default: to write it. */
  readonly mayWrite?: OperationParts['mayWrite'];
}

/** Makes the writer of a machine's project files. */
export const fileWriter = (root: string): DiskWriter =>
  new DiskWriter({ storage: path.join(root, 'writes'), newName: randomUUID });

/** What a window does at its start. */
export interface MachineStart {
  readonly hosts: HostIndex;
  /** Tells other hosts what this one has, and removes what a crash has left of records. */
  readonly tellHosts: () => Promise<void>;
}

/** Makes what operations work with in the files of one folder: what a window has, without the editor. */
export function machine({
  root,
  secrets = path.join(root, 'keyring'),
  hostName = 'Test host',
  service,
  dispatcher,
  now = () => new Date(),
  mayWrite = async () => 'write',
}: MachineOptions): OperationParts & MachineStart {
  const store = new FolderSecretStore(secrets);
  const lock = new MachineLock(path.join(root, 'locks'));
  const ownId = () => hostIdOf(path.join(root, 'host'), lock, randomUUID);
  const warn = (text: string) => {
    throw new Error(text);
  };
  const hosts = new HostIndex({ store, ownId, name: hostName, now, warn });
  const lease = new SharedLease({
    store,
    ownId,
    name: hostName,
    now,
    random: Math.random,
    hasOthers: () => hosts.hasOthers(),
    warn,
    // A change of the folder is seen at once.
    wait: async () => {},
  });
  const records = <T>(
    name: string,
    decode: (value: unknown) => T | undefined,
    mirror: RecordMirror<T> = NO_MIRROR,
  ) => new RecordFolder(path.join(root, name), decode, randomUUID, () => {}, mirror);
  const bindingRecords = records('bindings', decodeBinding, hosts.mirror('binding'));
  const journal = records<Operation>('journal', decodeOperation, hosts.mirror('operation'));
  const kept = records('kept', decodeKeptSecret, hosts.mirror('kept'));
  const bindings = new Bindings(bindingRecords);
  const files = fileWriter(root);
  const stores = storeWriter({ env: process.env, platform: process.platform });
  const newSalt = () => randomBytes(16).toString('hex');
  const delivery = { bindings, files, mayWrite, stores, newSalt, now };
  return {
    ...delivery,
    hosts,
    tellHosts: async () => {
      await hosts.note();
      for (const mirrored of [kept, bindingRecords, journal]) await mirrored.reflect();
    },
    journal: new OperationJournal(journal, lock, lease),
    keptSecrets: new KeptSecrets(store, kept),
    service,
    signIns: { of: async () => [], replace: async () => {} },
    verify: credential => verifyCredential(credential, dispatcher),
    deliver: (credential, destination) => deliverCredential(credential, destination, delivery),
    sleep: ms => wait(ms),
  };
}

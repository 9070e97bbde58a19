import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { decodeNoticeMark, type NoticeMark } from '../../credentials/expiry/noticeMark.ts';
import { decodeSurvey } from '../../credentials/expiry/survey.ts';
import { SurveyRecords } from '../../credentials/expiry/surveyRecords.ts';
import { hostIdOf } from '../../credentials/hosts/host.ts';
import { HostIndex } from '../../credentials/hosts/hostIndex.ts';
import { MachineLock } from '../../credentials/locks/machineLock.ts';
import { SharedLease } from '../../credentials/locks/sharedLease.ts';
import { decodeOperation, type Operation } from '../../credentials/operations/operation.ts';
import { OperationJournal } from '../../credentials/operations/operationJournal.ts';
import { Bindings, decodeBinding } from '../../credentials/records/bindings.ts';
import { decodeKeptSecret, KeptSecrets } from '../../credentials/records/keptSecrets.ts';
import { RecordFolder, type ReportDamage } from '../../credentials/records/recordFolder.ts';
import { NO_MIRROR, type RecordMirror } from '../../credentials/records/recordMirror.ts';
import type { SecretStore, SharedStore } from '../../credentials/records/secretStore.ts';

/** What this machine remembers about credentials. */
export interface CredentialRecords {
  readonly keptSecrets: KeptSecrets;
  readonly bindings: Bindings;
  readonly journal: OperationJournal;
  readonly surveyRecords: SurveyRecords;
  /** Notices that were shown. */
  readonly marks: RecordFolder<NoticeMark>;
  readonly lock: MachineLock;
  /** What other hosts with the same secret storage have. */
  readonly hosts: HostIndex;
  /** Tells other hosts what this machine has, also of records that were written before. */
  readonly tellHosts: () => Promise<void>;
}

/** What the records are opened with. */
export interface RecordsGround {
  /** The folder of the extension. */
  readonly storage: string;
  /** Secret storage, for values. */
  readonly secrets: SecretStore;
  /** The same, for what has no value. */
  readonly shared: SharedStore;
  /** What people call this host. */
  readonly hostName: string;
  /** Told of damaged records. */
  readonly report: ReportDamage;
  readonly warn: (text: string) => void;
}

/** Opens the records in the folder of the extension. */
export function credentialRecords(ground: RecordsGround): CredentialRecords {
  const { storage, secrets, report } = ground;
  const folder = (name: string) => path.join(storage, name);
  const records = <T>(
    name: string,
    decode: (value: unknown) => T | undefined,
    mirror: RecordMirror<T> = NO_MIRROR,
  ) => new RecordFolder(folder(name), decode, randomUUID, report, mirror);
  const lock = new MachineLock(folder('locks'));
  const hosts = hostIndex(ground, lock);
  const kept = records('kept', decodeKeptSecret, hosts.mirror('kept'));
  const bindings = records('bindings', decodeBinding, hosts.mirror('binding'));
  const journal = records<Operation>('journal', decodeOperation, hosts.mirror('operation'));
  return {
    keptSecrets: new KeptSecrets(secrets, kept),
    bindings: new Bindings(bindings),
    journal: new OperationJournal(journal, lock, hostLease(ground, hosts)),
    surveyRecords: new SurveyRecords(records('surveys', decodeSurvey)),
    marks: records('notices', decodeNoticeMark),
    lock,
    hosts,
    tellHosts: async () => {
      await hosts.note();
      for (const mirrored of [kept, bindings, journal]) await mirrored.reflect();
    },
  };
}

function hostIndex({ storage, shared, hostName, warn }: RecordsGround, lock: MachineLock): HostIndex {
  return new HostIndex({
    store: shared,
    ownId: () => hostIdOf(path.join(storage, 'host'), lock, randomUUID),
    name: hostName,
    now: () => new Date(),
    warn,
  });
}

function hostLease({ shared, hostName, warn }: RecordsGround, hosts: HostIndex): SharedLease {
  return new SharedLease({
    store: shared,
    ownId: () => hosts.ownId(),
    name: hostName,
    now: () => new Date(),
    random: Math.random,
    hasOthers: () => hosts.hasOthers(),
    warn,
  });
}

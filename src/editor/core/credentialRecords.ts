import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { decodeNoticeMark, type NoticeMark } from '../../credentials/expiry/noticeMark.ts';
import { decodeSurvey } from '../../credentials/expiry/survey.ts';
import { SurveyRecords } from '../../credentials/expiry/surveyRecords.ts';
import { MachineLock } from '../../credentials/operations/machineLock.ts';
import { decodeOperation } from '../../credentials/operations/operation.ts';
import { OperationJournal } from '../../credentials/operations/operationJournal.ts';
import { Bindings, decodeBinding } from '../../credentials/records/bindings.ts';
import { decodeKeptSecret, KeptSecrets } from '../../credentials/records/keptSecrets.ts';
import { RecordFolder, type ReportUnreadable } from '../../credentials/records/recordFolder.ts';
import type { SecretStore } from '../../credentials/records/secretStore.ts';

/** What this machine remembers about credentials. */
export interface CredentialRecords {
  readonly keptSecrets: KeptSecrets;
  readonly bindings: Bindings;
  readonly journal: OperationJournal;
  readonly surveyRecords: SurveyRecords;
  /** Notices that were shown. */
  readonly marks: RecordFolder<NoticeMark>;
  readonly lock: MachineLock;
}

/** Opens the records in the folder of the extension. Skips and reports records that cannot be read. */
export function credentialRecords(
  storage: string,
  secrets: SecretStore,
  report: ReportUnreadable,
): CredentialRecords {
  const folder = (name: string) => path.join(storage, name);
  const records = <T>(name: string, decode: (value: unknown) => T | undefined) =>
    new RecordFolder(folder(name), decode, randomUUID, report);
  const lock = new MachineLock(folder('locks'));
  return {
    keptSecrets: new KeptSecrets(secrets, records('kept', decodeKeptSecret)),
    bindings: new Bindings(records('bindings', decodeBinding)),
    journal: new OperationJournal(records('journal', decodeOperation), lock),
    surveyRecords: new SurveyRecords(records('surveys', decodeSurvey)),
    marks: records('notices', decodeNoticeMark),
    lock,
  };
}

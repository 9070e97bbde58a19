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
import { RecordFolder } from '../../credentials/records/recordFolder.ts';
import type { SecretStore } from '../../credentials/records/secretStore.ts';

/** What this machine remembers about credentials. */
export interface CredentialRecords {
  readonly keptSecrets: KeptSecrets;
  readonly bindings: Bindings;
  readonly journal: OperationJournal;
  readonly surveyRecords: SurveyRecords;
  /** Notices that users have been given. */
  readonly marks: RecordFolder<NoticeMark>;
  readonly lock: MachineLock;
}

/** Opens the records in the folder of the extension. */
export function credentialRecords(storage: string, secrets: SecretStore): CredentialRecords {
  const folder = (name: string) => path.join(storage, name);
  const lock = new MachineLock(folder('locks'));
  return {
    keptSecrets: new KeptSecrets(secrets, new RecordFolder(folder('kept'), decodeKeptSecret, randomUUID)),
    bindings: new Bindings(new RecordFolder(folder('bindings'), decodeBinding, randomUUID)),
    journal: new OperationJournal(new RecordFolder(folder('journal'), decodeOperation, randomUUID), lock),
    surveyRecords: new SurveyRecords(new RecordFolder(folder('surveys'), decodeSurvey, randomUUID)),
    marks: new RecordFolder(folder('notices'), decodeNoticeMark, randomUUID),
    lock,
  };
}

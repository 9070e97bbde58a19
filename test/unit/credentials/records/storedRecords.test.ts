import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { type Connection, readConnection } from '../../../../src/credentials/connections/connection.ts';
import {
  decodeSignInRecord,
  encodeSignInRecord,
} from '../../../../src/credentials/connections/signInRecord.ts';
import { decodeNoticeMark } from '../../../../src/credentials/expiry/noticeMark.ts';
import { decodeSurvey } from '../../../../src/credentials/expiry/survey.ts';
import {
  decodeOperation,
  type Operation,
  type OperationStep,
} from '../../../../src/credentials/operations/operation.ts';
import { decodeBinding } from '../../../../src/credentials/records/bindings.ts';
import { decodeKeptSecret } from '../../../../src/credentials/records/keptSecrets.ts';
import { RecordFolder } from '../../../../src/credentials/records/recordFolder.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

import {
  AT,
  BINDINGS,
  CLIENT,
  KEPT,
  MARKS,
  OPERATIONS,
  RESOURCE,
  SIGN_IN_RECORDS,
  SIGN_INS,
  SURVEYS,
  TENANT,
  valuesOf,
} from './recordSamples.ts';

describe('a stored record', () => {
  const folder = temporaryFolder();

  /** Writes records, reads them in another window, and fails unless they are the same. */
  async function survive<T>(
    records: readonly T[],
    decode: (value: unknown) => T | undefined,
    keyOf: (record: T) => string,
  ): Promise<void> {
    const refused: string[] = [];
    const open = () => new RecordFolder(folder.path, decode, randomUUID, file => refused.push(file));
    for (const record of records) await open().put(keyOf(record), record);
    for (const record of records) assert.deepEqual(await open().get(keyOf(record)), record);
    assert.equal((await open().all()).length, records.length);
    assert.deepEqual(refused, []);
  }

  it('of the journal survives a write and a read, of every kind and at every step', () =>
    survive(OPERATIONS, decodeOperation, ({ id }) => id));

  it('of a place survives a write and a read', () =>
    survive(valuesOf(BINDINGS), decodeBinding, ({ kind }) => kind));

  it('of a saved secret survives a write and a read', () =>
    survive(KEPT, decodeKeptSecret, ({ secretId }) => String(secretId)));

  it('of a notice survives a write and a read', () => survive(MARKS, decodeNoticeMark, ({ mark }) => mark));

  it('of a survey survives a write and a read', () =>
    survive(SURVEYS, decodeSurvey, ({ endedAt = 'interrupted' }) => endedAt));

  for (const record of valuesOf(SIGN_IN_RECORDS)) {
    it(`of the sign-in of a ${record.kind} survives a write and a read`, () =>
      assert.deepEqual(decodeSignInRecord(encodeSignInRecord(record)), record));
  }

  for (const signIn of valuesOf(SIGN_INS)) {
    for (const kind of ['service', 'localTenant'] as const) {
      it(`of a connection survives a write and a read (${kind}, ${signIn.method})`, () => {
        const connection: Connection = { name: 'X', kind, resource: RESOURCE, tenantId: TENANT, signIn };
        assert.deepEqual(readConnection(JSON.parse(JSON.stringify(connection))), connection);
      });
    }
  }

  it('cannot have a step, kind or state that its schema does not know', () => {
    const [operation] = OPERATIONS;
    assert.ok(operation);
    // @ts-expect-error a step is one of the schema's
    const ofStep: Operation = { ...operation, step: 'verified' };
    // @ts-expect-error a kind is one of the schema's
    const ofKind: Operation = { ...operation, kind: 'removeClient' };
    // @ts-expect-error a state is one of the schema's
    const ofState: Operation = { ...operation, places: [{ kind: 'signIn', connection: 'X', state: 'lost' }] };
    // @ts-expect-error a table of steps names each of them
    const incomplete: Readonly<Record<OperationStep, true>> = { asking: true };
    assert.deepEqual(Object.keys(incomplete), ['asking']);
    for (const each of [ofStep, ofKind, ofState]) assert.equal(decodeOperation(each), undefined);
  });

  describe('of version 0.1.0 is read', () => {
    const FIRST: Readonly<Record<string, readonly [(value: unknown) => unknown, string]>> = {
      'an operation': [
        decodeOperation,
        `{"id":"9b2f","kind":"rotate","step":"waiting","startedAt":"${AT}","resource":"${RESOURCE}","tenantId":"${TENANT}","client":{"type":"clientCredentials","id":"${CLIENT}","name":"Rig"},"description":"x","afterwards":{"kind":"delete","graceMs":0},"oldSecretId":2,"known":[2],"places":[{"kind":"bound","binding":{"kind":"file","tenantId":"${TENANT}","clientId":"${CLIENT}","secretId":2,"file":"/w/.env","folder":"/w","proof":{"salt":"00","hash":"ff"},"clientIdKey":["ID"],"clientSecretKey":["SECRET"],"writtenAt":"${AT}"},"state":"written"},{"kind":"signIn","connection":"A","state":"left"}],"newSecretId":3,"deleteAt":"${AT}"}`,
      ],
      'a new client': [
        decodeOperation,
        `{"id":"9b2f","kind":"createClient","client":{"type":"hybrid","id":"${CLIENT}","name":"Rig"},"description":"","destination":{"destination":{"kind":"projectFile","target":{"path":"/w/.env","relativePath":".env","folder":"/w","secretAs":"value","exists":true,"reason":"wantsCredentials","places":[]}},"addToGitIgnore":true},"resource":"http://127.0.0.1:5000","tenantId":"${TENANT}","step":"asking","startedAt":"${AT}","known":[],"places":[],"afterwards":{"kind":"keep"}}`,
      ],
      'a saved secret': [
        decodeKeptSecret,
        `{"resource":"${RESOURCE}","tenantId":"${TENANT}","clientId":"${CLIENT}","clientName":"Rig","secretId":1,"description":"x","keptAt":"${AT}"}`,
      ],
      'a file': [
        decodeBinding,
        `{"kind":"file","tenantId":"${TENANT}","clientId":"${CLIENT}","secretId":1,"file":"/w/launch.json","folder":"/w","clientSecretKey":["a","b"],"writtenAt":"${AT}"}`,
      ],
      'a location in a store': [
        decodeBinding,
        `{"kind":"store","tenantId":"${TENANT}","clientId":"${CLIENT}","secretId":1,"order":{"id":"pass","place":{"name":"x"}},"writtenAt":"${AT}"}`,
      ],
      'a notice': [decodeNoticeMark, '{"mark":"kept/a/b/1 2026 30"}'],
      'a survey': [
        decodeSurvey,
        `{"tenantId":"${TENANT}","startedAt":"${AT}","administratorRoleIds":[],"clients":[{"type":"deviceCode","id":"${CLIENT}","name":"x","enabled":true,"roleIds":[],"secrets":[]}],"endedAt":"${AT}"}`,
      ],
      'a connection': [
        readConnection,
        `{"name":"A","kind":"service","resource":"${RESOURCE}","tenantId":"${TENANT}","signIn":{"method":"client","clientId":"${CLIENT}"}}`,
      ],
    };
    for (const [title, [decode, text]] of Object.entries(FIRST))
      it(title, () => assert.deepEqual(decode(JSON.parse(text)), JSON.parse(text)));

    /** What was created by another call than it is updated by, and a command that was split by other rules. */
    const FORMER = [
      [
        { id: 'vaultNew', place: { path: 'secret/x', key: 'k' } },
        { id: 'vault', place: { path: 'secret/x', key: 'k' } },
      ],
      [
        { id: 'custom', place: { program: '/bin/sh', arguments: '"a\\\\b" c' } },
        { id: 'custom', place: { program: '/bin/sh', commandLine: 'a\\b c' } },
      ],
    ] as const;
    for (const [former, now] of FORMER) {
      it(`a location in the store ${former.id}, as one that is updated`, () => {
        const { store } = BINDINGS;
        assert.deepEqual(decodeBinding({ ...store, order: former }), {
          ...store,
          order: { ...now, former },
        });
      });

      it(`a new client whose secret goes into the store ${former.id}, as one that replaces nothing unasked`, () => {
        const operation = JSON.parse(FIRST['a new client']?.[1] ?? '');
        const destination = (order: unknown) => ({
          destination: { kind: 'store', order },
          addToGitIgnore: false,
        });
        assert.deepEqual(decodeOperation({ ...operation, destination: destination(former) }), {
          ...operation,
          destination: destination({ ...now, write: 'create' }),
        });
      });
    }
  });

  it('that is broken is skipped without the others, reported once, and not deleted', async () => {
    const reports: string[] = [];
    const records = new RecordFolder(folder.path, decodeOperation, randomUUID, (file, reason) =>
      reports.push(`${path.basename(file)} ${reason}`),
    );
    const [whole] = OPERATIONS;
    assert.ok(whole);
    await records.put(whole.id, whole);
    const broken = {
      'cut.json': '{"id":',
      'later.json': JSON.stringify({ ...whole, step: 'aStepOfALaterVersion' }),
      'empty.json': 'null',
    };
    for (const [name, text] of Object.entries(broken)) fs.writeFileSync(path.join(folder.path, name), text);
    for (let look = 0; look < 2; look += 1) assert.deepEqual(await records.all(), [whole]);
    assert.equal(await records.get('never written'), undefined);
    assert.deepEqual(reports.toSorted(), [
      'cut.json notJson',
      'empty.json notARecord',
      'later.json notARecord',
    ]);
    for (const [name, text] of Object.entries(broken))
      assert.equal(fs.readFileSync(path.join(folder.path, name), 'utf8'), text);
  });
});

import assert from 'node:assert/strict';
import {
  GLOBAL_RESOURCE,
  readConnection,
  readConnections,
  signInKey,
} from '../../../../src/credentials/connections/connection.ts';
import { checkGuid, checkResource } from '../../../../src/credentials/connections/connectionInput.ts';

const GUID = '2dc742ab-39ea-4fc0-a39e-2bcb71c26a5f';

describe('checkResource', () => {
  const accepted = [
    ['https://uswe.datahub.connect.aveva.com', 'https://uswe.datahub.connect.aveva.com'],
    [' https://uswe.datahub.connect.aveva.com/ ', 'https://uswe.datahub.connect.aveva.com'],
    ['https://proxy.example/connect//', 'https://proxy.example/connect'],
    ['http://127.0.0.1:5005', 'http://127.0.0.1:5005'],
    ['http://localhost:5005/', 'http://localhost:5005'],
    ['http://[::1]:5005', 'http://[::1]:5005'],
  ] as const;
  for (const [text, value] of accepted) {
    it(`accepts ${text}`, () => assert.deepEqual(checkResource(text), { ok: true, value }));
  }

  const refused = [
    ['', 'empty'],
    ['uswe.datahub.connect.aveva.com', 'notAnAddress'],
    ['ftp://127.0.0.1', 'notAnAddress'],
    ['javascript:alert(1)', 'notAnAddress'],
    ['http://uswe.datahub.connect.aveva.com', 'notHttps'],
    ['http://127.0.0.1.evil.example', 'notHttps'],
    ['https://user:pass@host.example', 'hasCredentials'],
    ['https://host.example/?tenant=1', 'hasQuery'],
    ['https://host.example/#x', 'hasQuery'],
  ] as const;
  for (const [text, fault] of refused) {
    it(`rejects "${text}" as ${fault}`, () => assert.deepEqual(checkResource(text), { ok: false, fault }));
  }
});

describe('checkGuid', () => {
  it('accepts a GUID in upper or lower case, with spaces around it', () => {
    assert.deepEqual(checkGuid(` ${GUID.toUpperCase()} `), { ok: true, value: GUID });
  });
  it('rejects what is not a GUID', () => {
    assert.deepEqual(checkGuid(''), { ok: false, fault: 'empty' });
    assert.deepEqual(checkGuid(`{${GUID}}`), { ok: false, fault: 'notAGuid' });
    assert.deepEqual(checkGuid(`${GUID}/../x`), { ok: false, fault: 'notAGuid' });
  });
});

describe('readConnection', () => {
  const entry = { name: 'Production', tenantId: GUID, signIn: { method: 'client', clientId: GUID } };

  it('fills in the global address', () => {
    assert.equal(readConnection(entry)?.resource, GLOBAL_RESOURCE);
  });

  const signIns = [
    [{ method: 'client', redirectUri: 'x' }, { method: 'client' }],
    [{ method: 'device', offlineAccess: true }, { method: 'device' }],
    [
      { method: 'browser' },
      { method: 'browser', redirectUri: 'http://127.0.0.1:54321/callback', offlineAccess: false },
    ],
    [
      { method: 'browser', offlineAccess: true },
      { method: 'browser', redirectUri: 'http://127.0.0.1:54321/callback', offlineAccess: true },
    ],
    [
      { method: 'browser', offlineAccess: 'yes' },
      { method: 'browser', redirectUri: 'http://127.0.0.1:54321/callback', offlineAccess: false },
    ],
    [
      { method: 'browser', redirectUri: 'https://app.example/back', offlineAccess: false },
      { method: 'browser', redirectUri: 'https://app.example/back', offlineAccess: false },
    ],
  ] as const;
  for (const [written, read] of signIns) {
    it(`reads the sign-in ${JSON.stringify(written)}`, () => {
      const connection = readConnection({ ...entry, signIn: { ...written, clientId: GUID.toUpperCase() } });
      assert.deepEqual(connection?.signIn, { ...read, clientId: GUID });
    });
  }

  const broken = [
    ['null', null],
    ['a text', 'Production'],
    ['no name', { ...entry, name: ' ' }],
    ['no tenant', { ...entry, tenantId: undefined }],
    ['an unsafe address', { ...entry, resource: 'http://evil.example' }],
    ['an address that is no text', { ...entry, resource: {}, tenantId: 5 }],
    ['no sign-in', { ...entry, signIn: undefined }],
    [
      'a redirect to another machine over http',
      { ...entry, signIn: { method: 'browser', clientId: GUID, redirectUri: 'http://evil.example:80/' } },
    ],
    ['a method that every object has', { ...entry, signIn: { method: 'toString', clientId: GUID } }],
    ['an unknown sign-in', { ...entry, signIn: { method: 'magic', clientId: GUID } }],
  ] as const;
  for (const [title, value] of broken) {
    it(`skips ${title}`, () => assert.equal(readConnection(value), undefined));
  }

  it('returns the first connection of each name, and the number of unusable entries', () => {
    const read = readConnections([entry, { ...entry, resource: 'https://other.example' }, 7]);
    assert.equal(read.connections.length, 1);
    assert.equal(read.unusable, 2);
    assert.deepEqual(readConnections(undefined), { connections: [], unusable: 0 });
  });
});

describe('signInKey', () => {
  it('differs by address, so that no host gets the secret meant for another', () => {
    const connection = readConnection({
      name: 'A',
      tenantId: GUID,
      signIn: { method: 'client', clientId: GUID },
    });
    assert.ok(connection);
    const elsewhere = { ...connection, resource: 'https://other.example' };
    assert.notEqual(signInKey(connection), signInKey(elsewhere));
    assert.equal(signInKey(connection), signInKey({ ...connection, name: 'B' }));
  });
});

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {
  type ClientReference,
  clientOf,
  credentialReferenceOf,
} from '../../../../src/credentials/records/references.ts';
import { isSameClient, isSameId } from '../../../../src/credentials/records/sameId.ts';

/** Operands that are GUIDs: everything else that is called an id is the service's number of a secret. */
const GUID_OPERAND = String.raw`(?:\w+\??\.)*(?:tenantId|clientId|[cC]lient\??\.id)`;

/** Comparisons of GUIDs that depend on upper and lower case, or that write out what `isSameId` does. */
const BYPASSES = [
  new RegExp(String.raw`(?<![\w.])${GUID_OPERAND}\s*[!=]==(?!\s*undefined\b)`, 'g'),
  new RegExp(String.raw`[!=]==\s*${GUID_OPERAND}\b(?![\w(])`, 'g'),
  /[iI]d\??\.toLowerCase\(\)\s*[!=]==/g,
  /[!=]==\s*[\w.?]*[iI]d\??\.toLowerCase\(\)/g,
];

/** The definition itself. */
const DEFINITION = path.join('credentials', 'records', 'sameId.ts');

/** Returns what of a source text compares GUIDs without `isSameId`. */
const bypassesIn = (text: string): readonly string[] => BYPASSES.flatMap(each => text.match(each) ?? []);

describe('references', () => {
  const client: ClientReference = {
    resource: 'https://service.example',
    tenantId: 'AAAAAAAA-0000-0000-0000-000000000001',
    client: { type: 'hybrid', id: 'BBBBBBBB-0000-0000-0000-000000000001', name: 'Rig' },
  };

  it('convert from a client to its secret and back', () => {
    assert.deepEqual(clientOf(credentialReferenceOf(client, 7)), client);
    assert.equal(credentialReferenceOf(client, 7).secretId, 7);
  });

  it('leave out the type of a Client-Credentials client, as the first records do', () => {
    const first = { ...client, client: { ...client.client, type: 'clientCredentials' as const } };
    const reference = credentialReferenceOf(first, 7);
    assert.equal('clientType' in reference, false);
    assert.deepEqual(clientOf(reference), first);
  });

  it('are to the same client whatever the case of its ids', () => {
    const one = credentialReferenceOf(client, 7);
    const other = { tenantId: one.tenantId.toLowerCase(), clientId: one.clientId.toLowerCase() };
    assert.ok(isSameClient(one, other));
    assert.ok(!isSameClient(one, { ...other, tenantId: other.clientId }));
    assert.ok(!isSameId(undefined, undefined));
  });
});

describe('comparisons of ids', () => {
  for (const bypass of [
    'each.tenantId === tenantId',
    'client.id !== other.client?.id',
    'tenantId !== claims?.tenantId',
    'one.clientId.toLowerCase() === other',
    'kept.id === finding.client.id)',
  ]) {
    it(`are found in “${bypass}”`, () => assert.ok(bypassesIn(bypass).length > 0));
  }

  it('are not found where an id may be missing, or is the number of a secret', () => {
    for (const harmless of [
      'tenantId === undefined',
      'each.secretId === secretId',
      'claims?.tenantId !== undefined',
      'secret.id === focusedSecretId',
    ])
      assert.deepEqual(bypassesIn(harmless), [], harmless);
  });

  it('use isSameId everywhere', () => {
    // The local tenant is a program of its own, which compares ids as its database does.
    const files = fs
      .readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts') && !name.startsWith('localTenant') && name !== DEFINITION);
    assert.ok(files.length > 100);
    const found = files.flatMap(file =>
      bypassesIn(fs.readFileSync(path.join('src', file), 'utf8')).map(each => `${file}: ${each}`),
    );
    assert.deepEqual(found, []);
  });
});

import assert from 'node:assert/strict';
import type { Field } from '../../../../src/projectFiles/shapes/field.ts';
import { fitsField, isServiceAddress } from '../../../../src/projectFiles/shapes/fitsField.ts';

const HUB = 'https://uswe.datahub.connect.aveva.com';
const VALUES = { resource: HUB, apiVersion: 'v1', tenantId: 'Tt', clientId: 'Cc', namespaceId: 'Nn' };
const OMF = `${HUB}/api/v1/Tenants/Tt/Namespaces`;

const FIT: readonly (readonly [Field, string])[] = [
  ['resource', HUB],
  ['resource', `${HUB}/`],
  ['resource', `${HUB}//`],
  ['resource', HUB.toUpperCase()],
  ['resource', 'https://euno.datahub.connect.aveva.com'],
  ['resource', 'https://datahub-1.datahub.connect.aveva.com/'],
  ['authority', `${HUB}/identity`],
  ['authority', `${HUB}/identity/`],
  ['authority', HUB],
  ['authority', `${HUB}/`],
  ['authority', 'https://euno.datahub.connect.aveva.com/Identity'],
  ['tokenEndpoint', `${HUB}/identity/connect/token`],
  ['tokenEndpoint', 'https://euno.datahub.connect.aveva.com/identity/connect/token'],
  ['omfEndpoint', `${OMF}/Nn/omf`],
  ['omfEndpoint', `${OMF}/nn/OMF/`],
  ['apiVersion', 'V1'],
  ['tenantId', 'tT'],
  ['namespaceId', 'NN'],
  ['clientId', 'cC'],
  ['acrValues', 'tenant:tt'],
  ['acrValues', 'idp:x tenant:Tt level:2'],
];

const OTHER: readonly (readonly [Field, string])[] = [
  ['resource', ''],
  ['resource', `${HUB}/x`],
  ['resource', `${HUB}.example`],
  ['resource', 'https://datahub.connect.aveva.com'],
  ['resource', 'http://uswe.datahub.connect.aveva.com'],
  ['resource', 'https://a.b.datahub.connect.aveva.com'],
  ['authority', `${HUB}/other`],
  ['authority', 'https://r.example'],
  ['tokenEndpoint', `${HUB}/identity`],
  ['tokenEndpoint', HUB],
  ['omfEndpoint', `${OMF}/other/omf`],
  ['apiVersion', 'v2'],
  ['tenantId', 'T'],
  ['namespaceId', 'N'],
  ['clientId', ''],
  ['acrValues', 'tenant:other'],
  ['clientSecret', ''],
  ['clientSecret', 'undefined'],
];

describe('fitsField', () => {
  for (const [field, present] of FIT)
    it(`lets ${present} stay as ${field}`, () => assert.ok(fitsField(field, present, VALUES)));
  for (const [field, present] of OTHER)
    it(`doesn’t let ${JSON.stringify(present)} stay as ${field}`, () =>
      assert.ok(!fitsField(field, present, VALUES)));

  it('compares the addresses of a service elsewhere as they are', () => {
    const values = { ...VALUES, resource: 'https://r.example/base/' };
    assert.ok(fitsField('resource', 'https://R.example/base', values));
    assert.ok(!fitsField('resource', 'https://r.example', values));
    assert.ok(fitsField('authority', 'https://r.example/base', values));
  });

  it('lets nothing stay of a value that isn’t known', () => {
    const { namespaceId: _, ...values } = VALUES;
    assert.ok(!fitsField('namespaceId', 'Nn', values));
    assert.ok(fitsField('omfEndpoint', `${OMF}/mine/omf`, values));
    assert.ok(!fitsField('omfEndpoint', `${HUB}/omf`, values));
  });
});

describe('isServiceAddress', () => {
  it('knows the addresses of all regions, and nothing else', () => {
    assert.ok(isServiceAddress(HUB));
    assert.ok(isServiceAddress(`${HUB}/api`));
    assert.ok(!isServiceAddress(`x${HUB}`));
    assert.ok(!isServiceAddress(`${HUB}x`));
    assert.ok(!isServiceAddress('https://datahub.connect.aveva.com'));
  });
});

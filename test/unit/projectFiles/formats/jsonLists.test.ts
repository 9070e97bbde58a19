import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { KeyPath } from '../../../../src/projectFiles/formats/fileFormat.ts';
import { formatOf } from '../../../../src/projectFiles/formats/fileFormats.ts';
import { jsonFormat } from '../../../../src/projectFiles/formats/json/jsonFormat.ts';
import { holdsForDocuments, positionsHold } from './formatProperties.ts';
import { type FormatExample, handlesExamples } from './setInCases.ts';

const EXAMPLES: readonly FormatExample[] = [
  [
    'an array as root',
    '[\n  {"Resource": "r", "ClientId": ""},\n  {"ClientId": "b"}\n]\n',
    { '0/ClientId': 'x', '0/ClientSecret': 's' },
    '[\n  {"Resource": "r", "ClientId": "x", "ClientSecret": "s"},\n  {"ClientId": "b"}\n]\n',
  ],
  [
    'objects on lines of their own in an array as root',
    '[\n    {\n        "Id": "a"\n    }\n]',
    { '0/Id': 'x', '0/ClientSecret': 's' },
    '[\n    {\n        "Id": "x",\n        "ClientSecret": "s"\n    }\n]',
  ],
  ['a text in an array as root', '["a", "b"]', { 1: 'x' }, '["a", "x"]'],
  ['an element beyond the end', '[{"A":"a"}]', { '1/A': 'x' }, 'notAnObject 1.A'],
  ['an empty array', '[]', { A: 'x' }, 'notAnObject A'],
  [
    'Postman environments',
    '{"name":"plant","values":[{"key":"ClientId","value":"a","enabled":true},{"key":"ClientSecret","value":"","type":"secret","enabled":true}]}',
    { 'values/ClientSecret': 's', 'values/ClientId': 'x' },
    '{"name":"plant","values":[{"key":"ClientId","value":"x","enabled":true},{"key":"ClientSecret","value":"s","type":"secret","enabled":true}]}',
  ],
  [
    'a new variable of a Postman environment',
    '{\n\t"values": [\n\t\t{\n\t\t\t"key": "ClientId",\n\t\t\t"value": "a",\n\t\t\t"type": "default",\n\t\t\t"enabled": true\n\t\t}\n\t]\n}',
    { 'values/ClientSecret': 's' },
    '{\n\t"values": [\n\t\t{\n\t\t\t"key": "ClientId",\n\t\t\t"value": "a",\n\t\t\t"type": "default",\n\t\t\t"enabled": true\n\t\t},\n\t\t{\n\t\t\t"key": "ClientSecret",\n\t\t\t"value": "s",\n\t\t\t"type": "default",\n\t\t\t"enabled": true\n\t\t}\n\t]\n}',
  ],
  [
    'variables and authorization of a Postman collection',
    '{"auth":{"oauth2":[{"key":"clientSecret","value":"","type":"string"}]},"variable":[{"key":"ClientId","value":"a"}]}',
    { 'auth/oauth2/clientSecret': 's', 'variable/ClientId': 'x' },
    '{"auth":{"oauth2":[{"key":"clientSecret","value":"s","type":"string"}]},"variable":[{"key":"ClientId","value":"x"}]}',
  ],
  [
    'settings of Azure App Service',
    '[\n  {\n    "name": "ADH_CLIENT_ID",\n    "slotSetting": false,\n    "value": "a"\n  }\n]',
    { ADH_CLIENT_ID: 'x', ADH_CLIENT_SECRET: 's' },
    '[\n  {\n    "name": "ADH_CLIENT_ID",\n    "slotSetting": false,\n    "value": "x"\n  },\n  {\n    "name": "ADH_CLIENT_SECRET",\n    "slotSetting": false,\n    "value": "s"\n  }\n]',
  ],
  [
    'only the marks that all elements have',
    '[{"Name":"A","Value":"1","slotSetting":true},{"Name":"B","Value":"2","slotSetting":false,"id":"7"}]',
    { C: '3' },
    '[{"Name":"A","Value":"1","slotSetting":true},{"Name":"B","Value":"2","slotSetting":false,"id":"7"},{"Name":"C","Value":"3"}]',
  ],
  [
    'the environment of a Kubernetes container',
    '{"spec":{"containers":[{"name":"app","env":[{"name":"ADH_CLIENT_ID","value":"a"}]}]}}',
    { 'spec/containers/0/env/ADH_CLIENT_ID': 'x', 'spec/containers/0/env/ADH_CLIENT_SECRET': 's' },
    '{"spec":{"containers":[{"name":"app","env":[{"name":"ADH_CLIENT_ID","value":"x"},{"name":"ADH_CLIENT_SECRET","value":"s"}]}]}}',
  ],
  [
    'a variable whose value comes from elsewhere',
    '{"env":[{"name":"A","value":"1"},{"name":"S","valueFrom":{"secretKeyRef":{"name":"x"}}}]}',
    { 'env/S': 's' },
    'notAnObject env.S',
  ],
  [
    'the last of two elements with one name',
    '[{"name":"A","value":"1"},{"name":"A","value":"2"}]',
    { A: 'x' },
    '[{"name":"A","value":"1"},{"name":"A","value":"x"}]',
  ],
  [
    'a value that is a number',
    '[{"name":"A","value":1},{"name":"B","value":"b"}]',
    { A: 'x' },
    'notAnObject A',
  ],
  [
    'elements with credentials of their own',
    '[{"name":"plant","value":1,"ClientId":"a"}]',
    { '0/ClientId': 'x' },
    '[{"name":"plant","value":1,"ClientId":"x"}]',
  ],
  [
    'elements without values',
    '[{"name":"a"},{"name":"b"}]',
    { '0/name': 'x' },
    '[{"name":"x"},{"name":"b"}]',
  ],
  [
    'the last of two equal keys',
    '{"a":{"x":"1"},"a":{"x":"2"}}',
    { 'a/x': '9' },
    '{"a":{"x":"1"},"a":{"x":"9"}}',
  ],
];

describe('arrays in JSON', () => {
  handlesExamples(jsonFormat, EXAMPLES);

  it('reads a value from elsewhere as a reference', () => {
    const text = '{"env":[{"name":"A","value":"1"},{"name":"S","valueFrom":{"secretKeyRef":{"name":"x"}}}]}';
    const values = jsonFormat.read(text).map(({ keyPath, value }) => `${keyPath.join('/')}=${value}`);
    assert.deepEqual(values, ['env/A=1', 'env/S=$'.concat('{valueFrom}')]);
  });

  for (const name of [
    'plant.postman_environment.json',
    'plant.postman_collection.json',
    'http-client.private.env.json',
    'http-client.env.json',
    'prod.auto.tfvars.json',
    'app.code-workspace',
  ]) {
    it(`is the format of ${name}`, async () => assert.equal(await formatOf(`/w/${name}`), jsonFormat));
  }

  const name = fc.constantFrom('A', 'B', 'C');
  const text = fc.string({ maxLength: 5 });
  const keys = fc.constantFrom(['name', 'value'], ['key', 'value'], ['Name', 'Value']);
  const list = fc
    .tuple(keys, fc.array(fc.record({ name, text, isOn: fc.boolean() }), { maxLength: 4 }))
    .map(([[nameKey = '', valueKey = ''], all]) =>
      all.map(each => ({ [nameKey]: each.name, [valueKey]: each.text, isOn: each.isOn })),
    );
  const document = fc
    .tuple(fc.oneof(list, fc.record({ values: list, A: text })), fc.constantFrom(undefined, 2, '\t'))
    .map(([value, indent]) => JSON.stringify(value, null, indent));
  const keyPath = fc.constantFrom<KeyPath[]>(['A'], ['values', 'A'], ['values', 'D'], ['D'], ['0', 'isOn']);
  holdsForDocuments({ format: jsonFormat, document, keyPath });
  positionsHold({ format: jsonFormat, document });
});

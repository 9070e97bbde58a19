import assert from 'node:assert/strict';
import { formatOf } from '../../../../src/projectFiles/formats/fileFormats.ts';
import { applyEdits } from '../../../../src/projectFiles/formats/textEdit.ts';
import { standInFor } from '../../../../src/projectFiles/shapes/standIn.ts';
import { planKeyChanges } from '../../../../src/projectFiles/writing/keyChange.ts';

const CLIENT = '6d0a93c5-4f3f-4bd1-8a15-c3d5f1f8e1aa';
const VARIABLE = `\${clientCredentials:${CLIENT}:clientSecret}`;
const ENVIRONMENT = '${'.concat('ADH_CLIENT_SECRET}');

const launch = (configuration: object) => JSON.stringify({ configurations: [configuration] });

interface Case {
  readonly file: string;
  readonly text: string;
  readonly keyPath: readonly string[];
  /** The file afterwards; missing where nothing stands for a secret. */
  readonly after?: string;
}

const CASES: readonly Case[] = [
  {
    file: '.vscode/launch.json',
    text: launch({ type: 'node', request: 'launch', env: { S: 'v' } }),
    keyPath: ['configurations', '0', 'env', 'S'],
    after: launch({ type: 'node', request: 'launch', env: { S: VARIABLE } }),
  },
  {
    file: '.vscode/launch.json',
    text: launch({ type: 'cppdbg', request: 'launch', environment: [{ name: 'S', value: 'v' }] }),
    keyPath: ['configurations', '0', 'environment', 'S'],
    after: launch({ type: 'cppdbg', request: 'launch', environment: [{ name: 'S', value: VARIABLE }] }),
  },
  // The debugger ignores it there.
  {
    file: '.vscode/launch.json',
    text: launch({ type: 'cppdbg', request: 'launch', env: { S: 'v' } }),
    keyPath: ['configurations', '0', 'env', 'S'],
  },
  // A program that runs already gets no environment.
  {
    file: '.vscode/launch.json',
    text: launch({ type: 'node', request: 'attach', env: { S: 'v' } }),
    keyPath: ['configurations', '0', 'env', 'S'],
  },
  {
    file: '.vscode/launch.json',
    text: launch({ type: 'node', request: 'launch', args: { S: 'v' } }),
    keyPath: ['configurations', '0', 'args', 'S'],
  },
  {
    file: 'compose.yaml',
    text: 'services:\n  app:\n    environment:\n      S: v # ours\n',
    keyPath: ['services', 'app', 'environment', 'S'],
    after: `services:\n  app:\n    environment:\n      S: "${ENVIRONMENT}" # ours\n`,
  },
  {
    file: 'docker-compose.override.yml',
    text: 'services:\n  app:\n    environment:\n      - S=v\n',
    keyPath: ['services', 'app', 'environment', 'S'],
    after: `services:\n  app:\n    environment:\n      - "S=${ENVIRONMENT}"\n`,
  },
  {
    file: 'src/main/resources/application-dev.properties',
    text: 'connect.clientSecret = v\n',
    keyPath: ['connect.clientSecret'],
    after: `connect.clientSecret = ${ENVIRONMENT}\n`,
  },
  {
    file: 'application.yml',
    text: 'connect:\n  clientSecret: v\n',
    keyPath: ['connect', 'clientSecret'],
    after: `connect:\n  clientSecret: "${ENVIRONMENT}"\n`,
  },
  {
    file: 'serverless.yml',
    text: 'provider:\n  environment:\n    S: v\n',
    keyPath: ['provider', 'environment', 'S'],
    after: `provider:\n  environment:\n    S: "${'${'.concat('env:ADH_CLIENT_SECRET}')}"\n`,
  },
  // Their readers take the text literally, or some of them do.
  { file: '.env', text: 'S=v\n', keyPath: ['S'] },
  { file: '.envrc', text: 'export S=v\n', keyPath: ['S'] },
  { file: 'appsettings.json', text: '{"S":"v"}', keyPath: ['S'] },
  { file: 'config.yml', text: 'S: v\n', keyPath: ['S'] },
  { file: 'composer.yml', text: 'S: v\n', keyPath: ['S'] },
  { file: 'settings.toml', text: 'S = "v"\n', keyPath: ['S'] },
  { file: 'config.ini', text: '[a]\nS=v\n', keyPath: ['a', 'S'] },
  { file: 'plant.properties', text: 'S=v\n', keyPath: ['S'] },
  { file: 'plant.tfvars', text: 'S = "v"\n', keyPath: ['S'] },
  { file: 'token.http', text: '@S = v\n', keyPath: ['S'] },
];

describe('what stands for a secret in a file', () => {
  for (const { file, text, keyPath, after } of CASES) {
    it(`is ${after === undefined ? 'nothing' : 'a reference'} in ${file}: ${text.trim().slice(0, 90)}`, async () => {
      const standIn = standInFor({
        file: `/w/${file}`,
        folder: '/w',
        text,
        keyPath,
        clientId: CLIENT,
        platform: 'linux',
        declared: type => (type === 'node' ? { env: {} } : undefined),
      });
      if (after === undefined) return assert.equal(standIn, undefined);
      assert.ok(standIn);
      const format = await formatOf(`/w/${file}`);
      const edits = planKeyChanges(format, { file, text }, [{ keyPath, value: standIn.text }]);
      assert.equal(applyEdits(text, edits), after);
    });
  }
});

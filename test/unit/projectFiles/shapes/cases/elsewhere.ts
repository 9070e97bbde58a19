import { fills, MASK, offers, SECRET, type TableCase } from './tableCase.ts';

const $ = '$';
const ID = 'ADH_CLIENT_ID';

/** Files that say where a secret is: only the id is filled in, and no key for a secret is added. */
const ELSEWHERE: readonly (readonly [title: string, file: string, text: string])[] = [
  [
    'a workflow whose step has the secret',
    '.github/workflows/ci.yml',
    `on: push\nenv:\n  ADH_CLIENT_ID: ""\njobs:\n  a:\n    steps:\n      - env:\n          ADH_CLIENT_SECRET: ${$}{{ secrets.ADH_CLIENT_SECRET }}\n`,
  ],
  ['a workflow', '.github/workflows/a/ci.yml', 'env:\n  ADH_CLIENT_ID: ""\n'],
  ['a pipeline of GitLab', '.gitlab-ci.yml', 'variables:\n  ADH_CLIENT_ID: ""\n'],
  ['a pipeline of Azure', 'azure-pipelines.yml', 'variables:\n  ADH_CLIENT_ID: ""\n'],
  [
    'a pipeline of CircleCI',
    '.circleci/config.yml',
    'jobs:\n  a:\n    environment:\n      ADH_CLIENT_ID: ""\n',
  ],
  ['a pipeline of Bitbucket', 'bitbucket-pipelines.yml', 'definitions:\n  env:\n    ADH_CLIENT_ID: ""\n'],
  [
    'an action that gets a secret of the workflow',
    'action.yaml',
    `env:\n  ADH_CLIENT_ID: ""\nwith:\n  key: ${$}{{secrets.HUB}}\n`,
  ],
  ['a ConfigMap', 'cm.yaml', 'kind: ConfigMap\ndata:\n  ADH_CLIENT_ID: ""\n'],
  [
    'a ConfigMap beside the deployment that reads it',
    'k8s.yaml',
    'kind: Deployment\nspec:\n  a: b\n---\nkind: ConfigMap\ndata:\n  ADH_CLIENT_ID: ""\n',
  ],
  [
    'a container that gets a Secret',
    'deploy.yaml',
    'spec:\n  containers:\n    - name: a\n      envFrom:\n        - secretRef: {name: hub}\n      env:\n        - name: ADH_CLIENT_ID\n          value: ""\n',
  ],
  [
    'a container that gets one key of a Secret',
    'deploy.yaml',
    'spec:\n  containers:\n    - name: a\n      env:\n        - name: ADH_CLIENT_ID\n          value: ""\n        - name: HUB_CLIENT_SECRET\n          valueFrom: {secretKeyRef: {name: a, key: b}}\n',
  ],
  [
    'a service of compose with a file for its secret',
    'compose.yaml',
    'services:\n  a:\n    environment:\n      ADH_CLIENT_ID: ""\n      ADH_CLIENT_SECRET_FILE: /run/secrets/adh\n',
  ],
  [
    'a service of compose with secrets',
    'compose.yaml',
    'services:\n  a:\n    environment:\n      ADH_CLIENT_ID: ""\n    secrets: [adh]\n',
  ],
  [
    'a service of compose with a file of variables',
    'compose.yaml',
    'services:\n  a:\n    env_file: .env.hub\n    environment:\n      ADH_CLIENT_ID: ""\n',
  ],
  ['a file with a secret', '.env', 'ADH_CLIENT_ID=\nADH_CLIENT_SECRET_FILE=/run/secrets/adh\n'],
  ...[
    ...['CLIENT_SECRET_NAME', 'CLIENT_SECRET_PATH', 'CLIENT_SECRET_ARN', 'SECRET_ID', 'CLIENT_SECRET_REF'],
    ...[
      'SECRET_ARN',
      'CLIENT_SECRET_KEY_VAULT_NAME',
      'CLIENT_SECRET_ENV',
      'CLIENT_SECRET_PARAMETER',
      'KEY_FILE',
    ],
  ].map(name => [`variables with ${name}`, '.env', `ADH_CLIENT_ID=\nADH_${name}=x\n`] as const),
  ['Helm’s existing secret', 'values.yaml', 'adh:\n  ADH_CLIENT_ID: ""\n  existingSecret: ""\n'],
  ['Helm’s existing secret for all', 'values.yaml', 'existingSecret: hub\nadh:\n  ADH_CLIENT_ID: ""\n'],
  [
    'an object that says where the secret is',
    'a.yaml',
    'adh:\n  ADH_CLIENT_ID: ""\n  existingSecret:\n    name: a\n',
  ],
  ['an object in place of the secret', 'a.yaml', 'ADH_CLIENT_ID: ""\nADH_CLIENT_SECRET:\n  secretName: a\n'],
  ['an object for the reference', 'a.yaml', 'ADH_CLIENT_ID: ""\nADH_CLIENT_SECRET_REF:\n  name: a\n'],
  ['a file whose secrets are in a key vault', 'a.yaml', 'keyVaultName: kv\nadh:\n  ADH_CLIENT_ID: ""\n'],
  ['a section for a key vault', 'a.yaml', 'KeyVault:\n  Url: x\nadh:\n  ADH_CLIENT_ID: ""\n'],
  ['a file whose secrets are in a vault', '.env', 'VAULT_ADDR=http://v:8200\nADH_CLIENT_ID=\n'],
  [
    'a secret of the same name that is put in elsewhere',
    'a.yaml',
    `a:\n  b:\n    ADH_CLIENT_SECRET: ${$}{ADH_CLIENT_SECRET}\nc:\n  d:\n    ADH_CLIENT_ID: ""\n`,
  ],
];

const filled = (text: string): string =>
  text
    .replace(/ADH_CLIENT_ID: ""/, 'ADH_CLIENT_ID: "C1"')
    .replace('ADH_CLIENT_ID=', 'ADH_CLIENT_ID=C1')
    .replace('name: ADH_CLIENT_ID\n          value: ""', 'name: ADH_CLIENT_ID\n          value: "C1"');

/** Where a file says that its secret is elsewhere, none is added; where it doesn't, one is. */
export const ELSEWHERE_CASES: readonly TableCase[] = [
  ...ELSEWHERE.map(([title, file, text]) => fills(`no secret in ${title}`, file, text, filled(text))),
  ...['adh:\n  ADH_CLIENT_ID: ""\n', 'kind: Config\ndata:\n  ADH_CLIENT_ID: ""\n'].map((text, index) =>
    fills(
      `a secret where nothing says that it is elsewhere (${index})`,
      'a.yaml',
      text,
      `${text.replace('""', '"C1"')}  ADH_CLIENT_SECRET: ${SECRET}\n`,
    ),
  ),
  ...['ADH_CLIENT_NAME=x', 'ADH_SECRETARY=x', 'OTHER_CLIENT_SECRET_FILE=x', 'ADH_KEYBOARD=x'].map(line =>
    fills(
      `a secret beside ${line}`,
      '.env',
      `${ID}=\n${line}\n`,
      line.startsWith('ADH')
        ? `${ID}=C1\n${line}\nADH_CLIENT_SECRET=${SECRET}\n`
        : `${ID}=C1\nADH_CLIENT_SECRET=${SECRET}\n${line}\n`,
    ),
  ),
  ...[
    'path:secret/data/hub#secret',
    'path:kv/data/hub#id | base64encode',
    'vault:a/b#c',
    'secret:hub/key',
  ].map(reference =>
    offers(`the reference <${reference}> of Argo CD`, {
      'values.yaml': `adh:\n  clientId: <c>\n  clientSecret: <${reference}>\n`,
    }),
  ),
  fills(
    'a placeholder that only looks like the reference of Argo CD',
    'values.yaml',
    'adh:\n  clientId: <client id>\n  clientSecret: "<the secret, see the wiki>"\n',
    `adh:\n  clientId: C1\n  clientSecret: "${SECRET}"\n`,
    {
      shown: [
        'adh:\n  clientId: <client id>\n  clientSecret: "<the secret, see the wiki>"\n',
        `adh:\n  clientId: C1\n  clientSecret: "${MASK}"\n`,
      ],
    },
  ),
  ...[
    '{"{{ prefix }}ClientId":"","{{ prefix }}ClientSecret":""}',
    '{"<app>_client_id":"","<app>_client_secret":""}',
    `{"${$}{APP}_client_id":"","${$}{APP}_client_secret":""}`,
    '{"__APP__CLIENT_ID":"","__APP__CLIENT_SECRET":""}',
    '{"[[app]]ClientId":"","[[app]]ClientSecret":""}',
    '{"<%= app %>ClientId":"","<%= app %>ClientSecret":""}',
  ].map(text => offers(`keys that a template makes: ${text.slice(2, 12)}`, { 'config.json': text })),
  ...['cookiecutter.json', 'settings.schema.json'].map(name =>
    offers(`the questions or descriptions in ${name}`, { [name]: '{"client_id":"","client_secret":""}' }),
  ),
];

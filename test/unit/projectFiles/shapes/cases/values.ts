import { fills, offers, SECRET, type TableCase } from './tableCase.ts';

const $ = '$';
const quote = (value: string): string => JSON.stringify(value);

/** `shapes.md`: Values - placeholders, which are filled in. */
const PLACEHOLDERS: readonly string[] = [
  ...['', ' ', 'PLACEHOLDER', 'PLACEHOLDER_REPLACE_WITH_SECRET', 'REPLACE_WITH_SECRET', 'RPLACE_WITH_SECRET'],
  ...['<secret>', '<Your Secret>', '{clientSecret}', '{client secret}', 'your-secret', 'your_client_secret'],
  ...[
    'YOUR-CLIENT-SECRET',
    'todo',
    'TODO',
    'todo: ask',
    'xxx',
    'XXXXXXXX',
    'changeme',
    'CHANGE_ME',
    'change-me',
  ],
  ...[
    'replace-me',
    'REPLACE_ME',
    'insert secret here',
    'secret',
    'client-secret',
    'enter-your-secret',
    'fill me in',
  ],
];

/** `shapes.md`: Values - references and `cases.md` §2, which are never overwritten. */
const REFERENCES: readonly string[] = [
  ...[
    '{{name}}',
    '{{ vault_adh_client_secret }}',
    '{{ op://Team/connect/credential }}',
    '{{ pass://a/b/c }}',
  ],
  ...[
    '{{ dl://a/b }}',
    '{{ .Values.x }}',
    '{{resolve:secretsmanager:a:SecretString:b}}',
    `${$}{{ secrets.X }}`,
  ],
  ...[`${$}{{ parameters.x }}`, `${$}{VAR}`, '$VAR', '%VAR%', '$(var)', '$[variables.x]', '#{X}#', '@x@'],
  ...['op://Team/connect/credential', '@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/x)'],
  ...[
    'vault:secret/data/hub#client_secret',
    'ref+vault://secret/hub#x',
    'encrypted:BE9Y',
    '{cipher}682bc583',
    'ENC(kU2mB7sW)',
  ],
  ...[
    'arn:aws:secretsmanager:eu-west-1:1:secret:hub',
    '<% secret %>',
    '<%= ENV["X"] %>',
    `${$}{VAR:-changeme}`,
    '$env:VAR',
  ],
  ...[
    '{{ lookup("env", "X") }}',
    '%(secret)s',
    '{{REPLACE_WITH_SECRET}}',
    `${$}{YOUR_CLIENT_SECRET}`,
    '{{ your-secret }}',
  ],
  ...['__ADH_CLIENT_SECRET__', 'awssm://hub', 'keyvault://hub/secret', 'bws://x', 'file:///run/secrets/x'],
];

const MASKED: readonly string[] = ['***', '***************', '•••', '••••••••', '*****1234'];

/** The ways to write a value between quotation marks. */
const WRITTEN: readonly (readonly [file: string, write: (secret: string) => string])[] = [
  ['config.json', secret => `{"ClientId":"<c>","ClientSecret":${quote(secret)}}`],
  ['config.yaml', secret => `adh:\n  client_id: <c>\n  client_secret: ${quote(secret)}\n`],
  ['config.toml', secret => `client_id = "<c>"\nclient_secret = ${quote(secret)}\n`],
];

export const VALUE_CASES: readonly TableCase[] = WRITTEN.flatMap(([file, write]) => [
  ...PLACEHOLDERS.map(value =>
    fills(`the placeholder ${quote(value)}`, file, write(value), write(SECRET).replace('<c>', 'C1'), {
      offered: [`${file} wantsCredentials`],
    }),
  ),
  ...REFERENCES.map(value => offers(`the reference ${value} in ${file}`, { [file]: write(value) })),
  ...MASKED.map(value => offers(`the masked value ${value} in ${file}`, { [file]: write(value) })),
]);

/** References in the values that files write without quotation marks. */
const BARE: readonly (readonly [file: string, write: (secret: string) => string])[] = [
  ['.env', secret => `ADH_CLIENT_ID=\nADH_CLIENT_SECRET=${secret}\n`],
  ['config.ini', secret => `[adh]\nclient_id =\nclient_secret = ${secret}\n`],
  ['a.properties', secret => `adh.client-id=\nadh.client-secret=${secret}\n`],
  ['token.http', secret => `@clientId =\n@clientSecret = ${secret}\n`],
  [
    'App.config',
    secret =>
      `<configuration><appSettings><add key="ClientId" value=""/><add key="ClientSecret" value="${secret}"/></appSettings></configuration>`,
  ],
];
const IN_ALL: readonly string[] = [
  ...[
    '{{ vault_adh_client_secret }}',
    `${$}{ADH_CLIENT_SECRET}`,
    '$(adhClientSecret)',
    'op://Team/hub/secret',
  ],
  ...['vault:secret/data/hub', '***', 'ENC(kU2mB7sW)', `${$}{{ secrets.X }}`],
];

export const BARE_CASES: readonly TableCase[] = [
  ...BARE.flatMap(([file, write]) =>
    IN_ALL.map(value => offers(`the reference ${value} in ${file}`, { [file]: write(value) })),
  ),
  offers('!Ref of CloudFormation', {
    'template.config.yaml': 'Environment:\n  ADH_CLIENT_ID: !Ref Id\n  ADH_CLIENT_SECRET: !Ref Secret\n',
  }),
  offers('a tag of Ansible', {
    'vars.yaml': 'adh_client_id: <c>\nadh_client_secret: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6638\n',
  }),
  offers('a reference beside a placeholder in compose', {
    'compose.yaml': `services:\n  a:\n    environment:\n      - ADH_CLIENT_ID=<c>\n      - ADH_CLIENT_SECRET=${$}{ADH_CLIENT_SECRET:?set it}\n`,
  }),
  offers('a key without value below the environment of compose', {
    'compose.yaml': 'services:\n  a:\n    environment:\n      ADH_CLIENT_ID:\n      ADH_CLIENT_SECRET:\n',
  }),
  offers('a name alone in the list of compose', {
    'compose.yaml': 'services:\n  a:\n    environment:\n      - ADH_CLIENT_ID\n      - ADH_CLIENT_SECRET\n',
  }),
  fills(
    'a tenant that is a reference, beside placeholders',
    'config.json',
    `{"TenantId":"${$}{TENANT}","ClientId":"","ClientSecret":""}`,
    `{"TenantId":"${$}{TENANT}","ClientId":"C1","ClientSecret":"${SECRET}"}`,
  ),
];

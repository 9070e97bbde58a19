import { fills, offers, refuses, SECRET, type SetCase, type TableCase } from './tableCase.ts';

const ROWS: readonly (readonly [title: string, file: string, text: string, key: string, by: string])[] = [
  [
    'SOPS in YAML',
    'secrets.yaml',
    'client_id: ENC[AES256_GCM,data:x]\nclient_secret: ENC[AES256_GCM,data:x]\nsops:\n  mac: ENC[x]\n',
    'client_secret',
    'SOPS',
  ],
  [
    'SOPS in YAML, with values in clear',
    'secrets.enc.yaml',
    'client_id: ""\nclient_secret: ""\nsops:\n  kms: []\n  mac: ENC[x]\n  version: 3.9.0\n',
    'client_secret',
    'SOPS',
  ],
  [
    'SOPS in JSON',
    'secrets.json',
    '{"ClientId":"","ClientSecret":"","sops":{"mac":"ENC[x]"}}',
    'ClientSecret',
    'SOPS',
  ],
  [
    'SOPS in .env',
    '.env',
    'ADH_CLIENT_ID=\nADH_CLIENT_SECRET=\nsops_mac=ENC[x]\nsops_version=3.9.0\n',
    'ADH_CLIENT_SECRET',
    'SOPS',
  ],
  [
    'SOPS in INI',
    'secrets.ini',
    '[a]\nClientId =\nClientSecret =\n[sops]\nmac = ENC[x]\n',
    'a/ClientSecret',
    'SOPS',
  ],
  [
    'a SealedSecret',
    'sealed.yaml',
    'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nspec:\n  encryptedData:\n    ADH_CLIENT_ID: AgBy\n    ADH_CLIENT_SECRET: AgBy3i4O\n',
    'spec/encryptedData/ADH_CLIENT_SECRET',
    'Sealed Secrets',
  ],
  [
    'a SealedSecret in a List',
    'list.yaml',
    'kind: List\nitems:\n  - kind: SealedSecret\n    spec:\n      encryptedData:\n        CLIENT_ID: AgBy\n        CLIENT_SECRET: AgBy\n',
    'items/0/spec/encryptedData/CLIENT_SECRET',
    'Sealed Secrets',
  ],
  [
    'encrypted settings of Azure Functions',
    'local.settings.json',
    '{"IsEncrypted":true,"Values":{"ADH_CLIENT_ID":"CfDJ8","ADH_CLIENT_SECRET":"CfDJ8"}}',
    'Values/ADH_CLIENT_SECRET',
    'Azure Functions Core Tools',
  ],
  [
    'encrypted settings of Azure Functions, with a blank',
    'local.settings.json',
    '{"isencrypted":"True","Values":{"ADH_CLIENT_ID":"","ADH_CLIENT_SECRET":""}}',
    'Values/ADH_CLIENT_SECRET',
    'Azure Functions Core Tools',
  ],
  [
    'Ansible Vault',
    'vault.yml',
    '$ANSIBLE_VAULT;1.1;AES256\n663864396532\n',
    'client_secret',
    'Ansible Vault',
  ],
  [
    'dotenvx',
    '.env.production',
    'DOTENV_PUBLIC_KEY_PRODUCTION="03"\nADH_CLIENT_ID=x\nADH_CLIENT_SECRET="encrypted:BE9"\n',
    'ADH_CLIENT_SECRET',
    'dotenvx',
  ],
  [
    'EJSON',
    'secrets.ejson.json',
    '{"_public_key":"63","ClientId":"","ClientSecret":"EJ[1:x]"}',
    'ClientSecret',
    'EJSON',
  ],
];

/** `cases.md` §2: encrypted files are refused, and not offered. */
export const ENCRYPTED_CASES: readonly SetCase[] = ROWS.map(([title, file, text, key, by]) =>
  refuses(title, file, text, { [key]: 'x' }, ['encrypted', by]),
);

export const NOT_OFFERED_CASES: readonly TableCase[] = [
  ...ROWS.map(([title, file, text]) => offers(title, { [file]: text })),
  fills(
    'a Kubernetes Secret one level down',
    'release.yaml',
    'release:\n  secret:\n    kind: Secret\n    stringData:\n      CLIENT_ID: ""\n      CLIENT_SECRET: ""\n',
    `release:\n  secret:\n    kind: Secret\n    stringData:\n      CLIENT_ID: "C1"\n      CLIENT_SECRET: "${SECRET}"\n`,
  ),
  fills(
    'a Kubernetes Secret in a List, in base64',
    'list.yaml',
    'kind: List\nitems:\n  - kind: Secret\n    data:\n      CLIENT_ID: ""\n      CLIENT_SECRET: ""\n',
    `kind: List\nitems:\n  - kind: Secret\n    data:\n      CLIENT_ID: "${Buffer.from('C1').toString('base64')}"\n      CLIENT_SECRET: "${Buffer.from(SECRET).toString('base64')}"\n`,
  ),
];

import { fills, HUB, SECRET, type TableCase } from './tableCase.ts';

/** `shapes.md`: Fields - prefixes and synonyms, each prefix with each name, in the spelling of several formats. */

type Words = readonly string[];

const PREFIXES: readonly Words[] = [
  [],
  ['adh'],
  ['ocs'],
  ['cds'],
  ['eds'],
  ['connect'],
  ['data', 'hub'],
  ['aveva'],
];

/** Names of one client's keys, by their words; each row has other synonyms. */
const NAMES: readonly Readonly<Record<'address' | 'tenant' | 'id' | 'secret', Words>>[] = [
  { address: ['resource'], tenant: ['tenant', 'id'], id: ['client', 'id'], secret: ['client', 'secret'] },
  { address: ['uri'], tenant: ['tenant'], id: ['client', 'id'], secret: ['client', 'key'] },
  { address: ['url'], tenant: ['tenant', 'id'], id: ['app', 'id'], secret: ['app', 'key'] },
  {
    address: ['base', 'url'],
    tenant: ['tenant'],
    id: ['application', 'id'],
    secret: ['application', 'secret'],
  },
  { address: ['resource', 'uri'], tenant: ['tenant', 'id'], id: ['app', 'id'], secret: ['app', 'secret'] },
];

const capital = (word: string): string => `${word[0]?.toUpperCase()}${word.slice(1)}`;

/** The spellings, each with a file and how a line of it is written. */
const SPELLINGS: readonly (readonly [
  file: string,
  spell: (words: Words) => string,
  write: (pairs: readonly (readonly [key: string, value: string])[]) => string,
])[] = [
  [
    'config.json',
    words => words.map(capital).join(''),
    pairs => `{${pairs.map(([key, value]) => `"${key}":"${value}"`).join(',')}}`,
  ],
  [
    'config.yaml',
    words => words.map((word, at) => (at === 0 ? word : capital(word))).join(''),
    pairs => `hub:\n${pairs.map(([key, value]) => `  ${key}: "${value}"\n`).join('')}`,
  ],
  [
    '.env',
    words => words.join('_').toUpperCase(),
    pairs => pairs.map(([key, value]) => `${key}="${value}"\n`).join(''),
  ],
  [
    'config.toml',
    words => words.join('_'),
    pairs => pairs.map(([key, value]) => `${key} = "${value}"\n`).join(''),
  ],
  [
    'application.properties',
    words => words.join('-'),
    pairs => pairs.map(([key, value]) => `${key}=${value}\n`).join(''),
  ],
  [
    'config.ini',
    words => words.map(capital).join(' '),
    pairs => `[Settings]\n${pairs.map(([key, value]) => `${key} = ${value}\n`).join('')}`,
  ],
];

export const NAME_CASES: readonly TableCase[] = PREFIXES.flatMap(prefix =>
  NAMES.flatMap(({ address, tenant, id, secret }) =>
    SPELLINGS.map(([file, spell, write]) => {
      const text = (values: readonly [string, string, string, string]) =>
        write(
          [address, tenant, id, secret].map((words, at) => [spell([...prefix, ...words]), values[at] ?? '']),
        );
      const names = [address, tenant, id, secret].map(words => spell([...prefix, ...words])).join(', ');
      return fills(`the keys ${names}`, file, text(['', '', '', '']), text([HUB, 'T1', 'C1', SECRET]));
    }),
  ),
);

/** Names that are written in ways that follow from no rule. */
export const OTHER_NAME_CASES: readonly TableCase[] = [
  fills(
    'AuthenticationResource beside the keys',
    'config.json',
    '{"AuthenticationResource":"<r>","TenantID":"<t>","ClientID":"<c>","ClientSecret":"<s>"}',
    `{"AuthenticationResource":"${HUB}","TenantID":"T1","ClientID":"C1","ClientSecret":"${SECRET}"}`,
  ),
  fills(
    'tenant around the client, in an object of its own',
    'config.json',
    '{"tenant":{"id":"<t>"},"auth":{"client_id":"<c>","client_secret":"<s>"}}',
    `{"tenant":{"id":"T1"},"auth":{"client_id":"C1","client_secret":"${SECRET}"}}`,
  ),
  fills(
    'the tenant two objects further out',
    'config.json',
    '{"Cds":{"TenantId":"<t>","Access":{"Client":{"ClientId":"<c>","ClientSecret":"<s>"}}}}',
    `{"Cds":{"TenantId":"T1","Access":{"Client":{"ClientId":"C1","ClientSecret":"${SECRET}"}}}}`,
  ),
  fills(
    'the tenant in a section beside that of the client',
    'config.json',
    '{"Hub":{"Resource":"","TenantId":""},"Credentials":{"ClientId":"","ClientSecret":""}}',
    `{"Hub":{"Resource":"${HUB}","TenantId":"T1"},"Credentials":{"ClientId":"C1","ClientSecret":"${SECRET}"}}`,
  ),
  fills(
    'the tenant around a list of clients',
    'config.yaml',
    'tenantId: <t>\nclients:\n  - clientId: <c>\n    clientSecret: <s>\n',
    `tenantId: T1\nclients:\n  - clientId: C1\n    clientSecret: ${SECRET}\n`,
  ),
  fills(
    'the tenant in another table of TOML',
    'config.toml',
    '[tenant]\nid = "<t>"\nnamespace = "ns"\n\n[client]\nid = "<c>"\nsecret = "<s>"\n',
    `[tenant]\nid = "T1"\nnamespace = "ns"\n\n[client]\nid = "C1"\nsecret = "${SECRET}"\n`,
  ),
  fills(
    'the address with names of this and that',
    '.env',
    'OCS_BASE_URI=<u>\nOCS_TENANT_ID=<t>\nOCS_CLIENT_ID=<c>\nOCS_CLIENT_SECRET=<s>\nOCS_AUTHORITY=<a>\nOCS_TOKEN_URL=<x>\n',
    `OCS_BASE_URI=${HUB}\nOCS_TENANT_ID=T1\nOCS_CLIENT_ID=C1\nOCS_CLIENT_SECRET=${SECRET}\nOCS_AUTHORITY=${HUB}/identity\nOCS_TOKEN_URL=${HUB}/identity/connect/token\n`,
  ),
  fills(
    'an address of the program itself, which stays',
    '.env',
    'BASE_URL=https://app.example\nTENANT_ID=\nCLIENT_ID=\nCLIENT_SECRET=\n',
    `BASE_URL=https://app.example\nTENANT_ID=T1\nCLIENT_ID=C1\nCLIENT_SECRET=${SECRET}\n`,
  ),
  fills(
    'a blank address without a tenant, which stays',
    'config.json',
    '{"url":"","clientId":"","clientSecret":""}',
    `{"url":"","clientId":"C1","clientSecret":"${SECRET}"}`,
  ),
  fills(
    'an address beside the tenant, around the client',
    'config.json',
    '{"BaseUrl":"","TenantId":"","Auth":{"ClientId":"","ClientSecret":""}}',
    `{"BaseUrl":"${HUB}","TenantId":"T1","Auth":{"ClientId":"C1","ClientSecret":"${SECRET}"}}`,
  ),
  fills(
    'an issuer',
    'config.json',
    '{"issuer":"","tenantId":"","clientId":"","clientSecret":""}',
    `{"issuer":"${HUB}/identity","tenantId":"T1","clientId":"C1","clientSecret":"${SECRET}"}`,
  ),
  fills(
    'a scope, which stays',
    'config.json',
    '{"scope":"ocsapi","clientId":"","clientSecret":""}',
    `{"scope":"ocsapi","clientId":"C1","clientSecret":"${SECRET}"}`,
  ),
];

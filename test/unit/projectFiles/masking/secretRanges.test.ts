import assert from 'node:assert/strict';
import { formatOf } from '../../../../src/projectFiles/formats/fileFormats.ts';
import { KnownValues } from '../../../../src/projectFiles/masking/knownValues.ts';
import { joinRanges, maskRanges } from '../../../../src/projectFiles/masking/maskRanges.ts';
import { findSecrets } from '../../../../src/projectFiles/masking/secretRanges.ts';

const $ = '$';
/** A text with `⟦` and `⟧` around what isn't shown. */
type Case = readonly [title: string, file: string, text: string];

const CASES: readonly Case[] = [
  ['a value', '.env', 'ADH_CLIENT_ID=abc\nADH_CLIENT_SECRET=⟦o1d/S3cr3t"$x=⟧\nADH_TENANT_ID=t\n'],
  ['quotes', '.env', `A_SECRET='⟦one two⟧' # why\nB_SECRET="⟦x⟧"\n`],
  ['earlier ones of the same key', '.env', 'ADH_CLIENT_SECRET=⟦one⟧\nADH_CLIENT_SECRET=⟦two⟧\n'],
  ['a commented line', '.env', '#ADH_CLIENT_SECRET=⟦o1d/S3cr3t"$x=⟧\n# export ADH_CLIENT_SECRET="⟦o1d⟧"\n'],
  ['a commented line with a comment', '.env', '# ADH_CLIENT_SECRET=⟦abc⟧ # why\n'],
  [
    'other secrets',
    '.env',
    'DB_PASSWORD=⟦a⟧\nDB_PASSWD=⟦a⟧\nPI_PWD=⟦a⟧\nAWS_SECRET_ACCESS_KEY=⟦a⟧\nAPI_KEY=⟦a⟧\nGITHUB_TOKEN=⟦a⟧\nACCESS_TOKEN=⟦a⟧\nREFRESH_TOKEN=⟦a⟧\nSAS=⟦a⟧\nPRIVATE_KEY="⟦a⟧"\nCONNECTION_STRING=⟦a⟧\nNPM_AUTH=⟦a⟧\nSESSION_COOKIE=⟦a⟧\nADMIN_PASS=⟦a⟧\n',
  ],
  [
    'what only sounds like one',
    '.env',
    'TOKEN_ENDPOINT=https://x.example/token\nPASSWORD_POLICY=strict\nCLIENT_SECRET_EXPIRES=2027-01-01\nSECRET_ID=7\nAWS_ACCESS_KEY_ID=AKIA0\nTOKEN_TYPE=jwt9\nSECRET_NAME=connect\nPASSWORD_FILE=/run/x\nMAX_TOKENS=4096\nAUTHORITY=https://x.example\nAUTHOR=me\nBYPASS=no\nSECRETARY=ann\nTOKENIZER=gpt\nPRIMARY_KEY=id\n',
  ],
  [
    'placeholders and references',
    '.env',
    `A_SECRET=<secret>\nB_SECRET=${$}{SECRET}\nC_SECRET=op://a/b/c\nD_SECRET=changeme\nE_SECRET=****\nF_SECRET=\n# G_SECRET=${$}{SECRET}\n# H_SECRET=your-secret\n`,
  ],
  ['a default value of a reference', '.env', `A_SECRET=${$}{X:-⟦hunter2⟧}\nB_SECRET=${$}{X:?not set}\n`],
  ['a reference beside a part of a secret', '.env', `A_SECRET=⟦hunter2${$}{X}⟧\n`],
  [
    'JSON, with comments',
    'appsettings.json',
    '{\n  // "ClientSecret": "⟦o1d⟧",\n  "ClientId": "abc", /* "Password": "⟦a b⟧" */\n  "ClientSecret": "⟦o1d⟧",\n  "ClientSecret": "⟦n\\"ew⟧"\n}\n',
  ],
  [
    'lists of JSON',
    'appsettings.json',
    '{"Endpoints":[{"ClientId":"a","ClientSecret":"⟦b⟧"},{"Username":"c","Password":"⟦d⟧"}],"apiKeys":["⟦e⟧","⟦f⟧"]}',
  ],
  [
    'names and values in JSON',
    'x.json',
    '{"values":[{"key":"ClientId","value":"abc"},{"key":"ClientSecret","d":"{","value":"⟦x⟧"},{"value":"⟦y⟧","name":"API_KEY"},{"key":"other","value":"⟦z⟧","type":"secret"}]}',
  ],
  [
    'an object with a value',
    'x.json',
    '{"clientSecret":{"value":"⟦x⟧","name":"y"},"credentials":{"id":"z"}}',
  ],
  [
    'numbers and switches',
    'x.json',
    '{"password":⟦12345678901⟧,"token":true,"requirePassword":"true","tokenLifetime":3600}',
  ],
  [
    'options of a command',
    'x.json',
    '{"args":["--client-id","abc","--client-secret","⟦xyz⟧","--x"],"run":"a --token ⟦abc⟧ --client-id d"}',
  ],
  [
    'connection strings',
    'x.json',
    '{"cs":"Server=x;User=u;Password=⟦p⟧;Encrypt=true","blob":"AccountName=a;AccountKey=⟦k==⟧;EndpointSuffix=s","ConnectionString":"⟦Server=x;Password=p⟧"}',
  ],
  [
    'addresses',
    'x.json',
    '{"db":"postgres://user:⟦p4ss⟧@host/db","sas":"⟦sv=1⟧","blob":"https://x.example/c?sv=2&sig=⟦a%2Fb%3D⟧&se=3","plain":"https://user@host/","ref":"https://u:$(P)@h/"}',
  ],
  [
    'headers and tokens',
    'x.json',
    `{"Authorization":"Bearer ⟦abc⟧","text":"send bearer authentication","curl":"-H 'Authorization: Bearer ⟦abcdefgh1⟧' x","jwt":"⟦a⟧","id_token_x":"⟦b⟧","y":"⟦eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_x⟧","z":"⟦ghp_0123456789abcdefghij⟧"}`,
  ],
  ['JSON in JSON', 'x.json', '{"body":"{\\"client_id\\":\\"a\\",\\"client_secret\\":\\"⟦b⟧\\",\\"x\\":1}"}'],
  [
    'a form',
    'x.json',
    '{"body":"grant_type=client_credentials&client_id=a&client_secret=⟦b/c+d==⟧&scope=x"}',
  ],
  [
    'equal values',
    'x.json',
    '{"ClientSecret":"⟦abcdefgh⟧","other":"x ⟦abcdefgh⟧ y","b":"⟦YWJjZGVmZ2g=⟧","c":"abcdefg"}',
  ],
  [
    'YAML, with comments, lists and blocks',
    'c.yaml',
    'adh:\n  client_id: abc # x\n  client_secret: ⟦def⟧ # x\n  # client_secret: ⟦old⟧\nlist:\n  - client_secret: ⟦a⟧\n    id: b\n  - {client_id: a, client_secret: ⟦b⟧, x: y}\npasswords:\n  - ⟦a⟧\n  - "⟦b⟧"\nkey:\n  password: |\n    ⟦one⟧\n    ⟦two⟧\n  token: >-\n    ⟦three⟧\n  secret:\n    ⟦four⟧\n  credentials:\n    user: a\n',
  ],
  [
    'anchors, tags and aliases',
    'c.yaml',
    'a: &a\n  client_secret: &s ⟦def⟧\nb:\n  client_secret: *s\n  token: !!str ⟦x⟧\n  password: !secret name\nc: !foo\n  - client_secret: !!str ⟦x⟧\n',
  ],
  [
    'compose',
    'compose.yaml',
    'services:\n  a:\n    environment:\n      - ADH_CLIENT_ID=abc\n      - ADH_CLIENT_SECRET=⟦def⟧\n      - "B_SECRET=⟦def⟧"\n      - C_SECRET\n    command: ["--client-secret", "⟦x⟧", "--id", "y"]\n',
  ],
  [
    'names and values in YAML',
    'd.yaml',
    'env:\n  - name: ADH_CLIENT_ID\n    value: abc\n  - name: ADH_CLIENT_SECRET\n    value: ⟦def⟧\n  - value: ⟦ghi⟧\n    name: B_SECRET\n  - value: x\n    name: C\n',
  ],
  [
    'a Kubernetes Secret',
    's.yaml',
    'apiVersion: v1\nkind: Secret\nmetadata:\n  name: connect\ndata:\n  ADH_CLIENT_ID: ⟦YWJj⟧\n  x: ⟦ZGVm⟧\nstringData:\n  ADH_CLIENT_ID: abc\n  other: ⟦def⟧\n',
  ],
  ['values that YAML reads as numbers', 'c.yaml', 'password: ⟦1234567890⟧\nmax_tokens: 4096\ntoken: 12\n'],
  [
    'a file in a file',
    'c.yaml',
    'data:\n  app.env: |\n    A=b\n    ADH_CLIENT_SECRET=⟦def⟧\n  app.json: |\n    {"ClientSecret": "⟦def⟧", "a": 1}\n',
  ],
  [
    'TOML, with lists of tables',
    'c.toml',
    'client_id = "a"\nclient_secret = "⟦b⟧" # x\n[[hub]]\nclient_id = "a"\nclient_secret = \'⟦c⟧\'\n[[hub]]\npassword = """⟦d⟧"""\ntokens = ["⟦e⟧", "⟦f⟧"]\n',
  ],
  [
    'INI, with further lines and comments',
    'c.ini',
    '[Connect]\nClientId = a\nClientSecret = ⟦b⟧\n; ClientSecret = ⟦c d⟧\n#Password: ⟦e⟧\n[Other]\nPassword = "⟦f⟧"\nToken = ⟦one⟧\n    ⟦two⟧\n',
  ],
  [
    'properties',
    'a.properties',
    'connect.clientSecret=⟦b⟧\n! connect.clientSecret=⟦c⟧\nspring.datasource.password : ⟦d\\⟧\n  ⟦e⟧\nclient_secret ⟦f⟧\n',
  ],
  [
    'a private key',
    'c.yaml',
    '# -----BEGIN RSA PRIVATE KEY-----\n# ⟦MIIEowIBAAKCAQEA⟧\n# ⟦abcd+/==⟧\n# -----END RSA PRIVATE KEY-----\nx: 1\n',
  ],
  [
    'comments of other languages',
    'c.yaml',
    '# <ClientSecret>⟦abc⟧</ClientSecret>\n# <add key="ClientSecret" value="⟦abc⟧" />\n# API key: ⟦abc⟧\n# -- password := ⟦abc⟧\n# curl -u user:⟦abc⟧ x --data "client_secret=⟦abc⟧" y\n',
  ],
  [
    'default values below other keys',
    'c.yaml',
    `a: ${$}{DB_PASSWORD:-⟦hunter2⟧}/x\nb: ${$}{DB_PASSWORD}\nc: ${$}{clientCredentials:x:clientSecret}\n`,
  ],
  [
    'sentences',
    'c.yaml',
    '# The client secret is in the wiki, the token too.\n# See https://x.example/secret://x\n',
  ],
  ['an apostrophe', '.env', `# don't use client_secret=⟦ab'cd⟧\n`],
];

describe('findSecrets', () => {
  for (const [title, file, marked] of CASES) {
    it(`finds in ${file}: ${title}`, async () => {
      const text = marked.replace(/[⟦⟧]/g, '');
      const { ranges, values } = findSecrets(await formatOf(file), text);
      const known = new KnownValues();
      for (const value of values) known.add(value);
      const joined = joinRanges([...ranges, ...known.find(text)]);
      assert.equal(
        maskRanges(text, joined, () => '⟦⟧'),
        marked.replace(/⟦[^⟧]*⟧/g, '⟦⟧'),
      );
    });
  }
});

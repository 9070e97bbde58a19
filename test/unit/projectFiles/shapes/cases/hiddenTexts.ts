import { fills, MASK, SECRET, type TableCase } from './tableCase.ts';

/** The keys that are filled in, in a file of a format: as they are, and filled with an id and a secret. */
interface Head {
  readonly file: string;
  readonly text: string;
  readonly filled: (secret: string) => string;
  readonly end?: string;
}

const ENV: Head = {
  file: '.env',
  text: 'ADH_CLIENT_ID=\nADH_CLIENT_SECRET=\n',
  filled: secret => `ADH_CLIENT_ID=C1\nADH_CLIENT_SECRET=${secret}\n`,
};
const ENVRC: Head = {
  file: '.envrc',
  text: 'export ADH_CLIENT_ID=\nexport ADH_CLIENT_SECRET=\n',
  filled: secret => `export ADH_CLIENT_ID=C1\nexport ADH_CLIENT_SECRET=${secret}\n`,
};
const JSON: Head = {
  file: 'appsettings.json',
  text: '{"Adh":{"ClientId":"","ClientSecret":""},\n',
  filled: secret => `{"Adh":{"ClientId":"C1","ClientSecret":"${secret}"},\n`,
  end: '\n}\n',
};
const YAML: Head = {
  file: 'config.yaml',
  text: 'adh:\n  clientId: ""\n  clientSecret: ""\n',
  filled: secret => `adh:\n  clientId: "C1"\n  clientSecret: "${secret}"\n`,
};
const TOML: Head = {
  file: 'config.toml',
  text: 'client_id = ""\nclient_secret = ""\n',
  filled: secret => `client_id = "C1"\nclient_secret = "${secret}"\n`,
};
const INI: Head = {
  file: 'config.ini',
  text: '[adh]\nClientId = <c>\nClientSecret = <s>\n',
  filled: secret => `[adh]\nClientId = C1\nClientSecret = ${secret}\n`,
};
const TFVARS: Head = {
  file: 'a.tfvars',
  text: 'cds_client_id = ""\ncds_client_secret = ""\n',
  filled: secret => `cds_client_id = "C1"\ncds_client_secret = "${secret}"\n`,
};
const JS: Head = {
  file: 'config.js',
  text: "module.exports = {\n  clientId: '', clientSecret: '',\n",
  filled: secret => `module.exports = {\n  clientId: 'C1', clientSecret: '${secret}',\n`,
  end: '};\n',
};
const XML: Head = {
  file: 'web.config',
  text: '<configuration><appSettings><add key="ClientId" value=""/><add key="ClientSecret" value=""/></appSettings>\n',
  filled: secret =>
    `<configuration><appSettings><add key="ClientId" value="C1"/><add key="ClientSecret" value="${secret}"/></appSettings>\n`,
  end: '</configuration>\n',
};

/** What is in these is hidden. */
const HIDDEN = /«([^»]*)»/g;

/** Makes a row: of a text below our keys, what is in `«»` is hidden, and nothing else. */
function hides(title: string, { file, text, filled, end = '' }: Head, more: string): TableCase {
  const written = more.replace(HIDDEN, '$1') + end;
  const shown = more.replace(HIDDEN, MASK) + end;
  // Placeholders are seen.
  const before = `${text}${shown}`;
  return fills(title, file, `${text}${written}`, `${filled(SECRET)}${written}`, {
    shown: [before, `${filled(MASK)}${shown}`],
    hidden: [...more.matchAll(HIDDEN)].map(([, secret = '']) => secret),
  });
}

const env = (title: string, more: string) => hides(title, ENV, more);
const yaml = (title: string, more: string) => hides(title, YAML, more);

/** Names in quotation marks, with something before them. */
const NAMES: readonly TableCase[] = [
  hides(
    'a commented-out key of .NET',
    JSON,
    '  // "Hub:ClientSecret": "«a1b2c3d4»",\n  "Hub__ClientSecret":"«b2c3d4e5»"',
  ),
  yaml(
    'keys of .NET in comments',
    `# "Hub:ClientSecret": "«a1b2c3d4»"\n# 'Hub:ClientSecret' = '«b2c3d4e5»'\n`,
  ),
  yaml(
    'commands that set secrets',
    '# dotnet user-secrets set "Hub:ClientSecret" "«a1b2c3d4»"\n# dotnet user-secrets set Hub:ClientSecret «b2c3d4e5»\n# setx CLIENT_SECRET «c3d4e5f6»\n# set CLIENT_NAME plantwriter1\n',
  ),
  env(
    'names that are secrets by their last word',
    'DB_PW=«a1b2c3d4»\nCARD_PIN="«8371»"\nWIFI_PSK=«b2c3d4e5»\nPASSWORD_SALT=«c3d4e5f6»\nSTRIPE_SK=«d4e5f6a7»\nWALLET_SEED=«e5f6a7b8»\nLED_PIN=17\nSPIN=a1b2\n',
  ),
];

/** Objects that have only secrets. */
const CONTAINERS: readonly TableCase[] = [
  hides(
    'what is in objects of secrets',
    JSON,
    '"secrets":{"a":"«a1b2c3d4»","b":{"c":"«b2c3d4e5»"},"list":["«c3d4e5f6»"],"name":"hub","url":"https://a.example"},"credentials":{"user":"ann","x":"«d4e5f6a7»"},"dbPasswords":{"db":"«e5f6a7b8»"},"tokens":{"a":"«f6a7b8c9»","clientId":"abc"},"others":{"a":"b"}',
  ),
  hides(
    'an object of secrets that is commented out',
    JSON,
    '  // "secrets": {"a": «"a1b2c3d4", "b": "c3"»},\n  "x":"y"',
  ),
  yaml(
    'what is in maps of secrets',
    'secrets:\n  a: «a1b2c3d4»\n  b:\n    c: «b2c3d4e5»\n  list:\n    - «c3d4e5f6»\nstringData:\n  foo: «d4e5f6a7»\nother:\n  foo: e5\n',
  ),
  yaml(
    'a map of secrets that is commented out',
    '# secrets:\n#   a: «a1b2c3d4»\n#   b:\n#     c: «b2c3d4e5»\n#   user: ann\n# other:\n#   foo: c3\n',
  ),
  hides(
    'tables of secrets',
    TOML,
    '[secrets]\na = "«a1b2c3d4»"\n[secrets.b]\nc = "«b2c3d4e5»"\n[other]\nd = "c3"\n',
  ),
  hides(
    'sections of secrets',
    INI,
    '[secrets]\na = «a1b2c3d4»\n[passwords]\ndb = «b2c3d4e5»\n[other]\nc = d\n',
  ),
];

/** Texts that go on to a word, and defaults of variables. */
const CODE: readonly TableCase[] = [
  hides(
    'texts of several lines',
    TFVARS,
    'db_password = <<EOF\n«a1b2c3d4»\n  «b2c3d4e5»\nEOF\nregion = "eu"\n',
  ),
  hides(
    'indented texts of several lines',
    TFVARS,
    'db_password = <<-EOT\n  «a1b2c3d4»\n  EOT\nregion = "eu"\n',
  ),
  hides('a text of several lines without an end', TFVARS, '# db_password = <<EOF\n# «a1b2c3d4»\n'),
  yaml(
    'a text of several lines in a script',
    'script: |\n  DB_PASSWORD=<<EOF\n  «a1b2c3d4»\n  EOF\n  PORT=80\n',
  ),
  hides(
    'a text of several lines of a shell',
    ENVRC,
    'export DB_PASSWORD=«$(cat <<EOF»\n«a1b2c3d4»\nEOF\n)\n',
  ),
  hides(
    'texts that are used where a variable isn’t set',
    JS,
    `  dbPassword: process.env.DB_PASSWORD || '«a1b2c3d4»',\n  apiKey: process.env.KEY ?? "«b2c3d4e5»",\n  token: env('TOKEN', '«c3d4e5f6»'),\n  jwtSecret: process.env.J ? process.env.J : '«d4e5f6a7»',\n  other: process.env.CLIENT_SECRET || '«e5f6a7b8»',\n  last: getenv('CLIENT_SECRET', '«f6a7b8c9»'),\n  port: process.env.PORT || '8080',\n`,
  ),
  hides(
    'the keys of a machine',
    XML,
    '<system.web><machineKey validationKey="«A1B2»" decryptionKey="«C3D4»" validation="SHA1"/></system.web>\n',
  ),
];

/** Values that are recognized by themselves, and commands. */
const SHAPES: readonly TableCase[] = [
  ...[
    ...[
      'ghp_a1B2a1B2a1B2a1B2a1B2',
      'github_pat_11ABCDEFG0abcdefgh_1',
      'glpat-abcdefghij1234567890',
      'rk_live_abcdefghijklmnop',
    ],
    ...[
      'xoxb-123456789012-abcdefAB',
      'xapp-1-A012345-abcdefgh',
      'AKIAIOSFODNN7EXAMPLE',
      'ASIAIOSFODNN7EXAMPL2',
    ],
    ...[
      'AIzaSyA1234567890abcdefghij',
      'SG.abcdefghijklmno.pqrstu12',
      'npm_abcdefghijklmnop012345',
      'sk_live_abcdefghijklmnop',
    ],
    ...[
      'hvs.abcdefghijklmnop1234567',
      'ya29.a0AfH6SMBabcdefghijkl',
      'whsec_abcdefghijklmnop0123',
      'shpat_0123456789abcdef0123',
    ],
    ...[
      'pypi-AgEIcHlwaS5vcmcabcdef',
      'dop_v1_0123456789abcdef0123',
      'dapi0123456789abcdef012345',
      'GOCSPX-abcdefghijklmnopqrs',
    ],
    ...[
      'eyJhbGciOiJI.eyJzdWIiOiIx.abcDEF123_-x',
      'sk-proj-abcdefghijklmnop1',
      'glsa_abcdefghijklmnop01234',
      'ntn_abcdefghijklmnop012345',
    ],
  ].flatMap(token => [env(`the token ${token.slice(0, 8)}`, `X=«${token}»\n# ${'was'} «${token}» once\n`)]),
  env(
    'names that begin like tokens',
    'A=npm_package_version_string\nB=dapifunctionwithalongname\nC=sk-learn-and-other-packages\nD=AKIASHORT\nE=ghp_short\n',
  ),
  env(
    'commands in comments',
    [
      '# curl -u admin:«a1b2c3d4» https://a.example',
      "# curl --user 'admin:«b2c3d4e5»' https://a.example",
      '# curl -uadmin:«c3d4e5f6» https://a.example',
      '# Authorization: Basic «YWRtaW46YTFiMmMz»',
      '# curl -H "Authorization: Basic «YWRtaW46YTFiMmM0»"',
      '# Authorization: Bearer «d4e5f6a7»',
      '# mysql -u root -p«e5f6a7b8»',
      '# sshpass -p «f6a7b8c9» ssh a.example',
      "# docker login -u ann -p '«a7b8c9d0»'",
      '# az login --service-principal -u ann -p «b8c9d0e1» --tenant t',
      '# docker run -p 8080:80 image',
      '# echo «c9d0e1f2» | docker login --password-stdin',
      '# echo hello | cat',
      '# htpasswd -b file ann «d0e1f2a3»',
      '# curl -d "client_id=a&client_secret=«e1f2a3b4»&x=1" https://a.example',
      '# the password is «f2a3b4c5», the secret was "«a3b4c5d6»"',
      '# the secret is in the vault, and basic authentication is off',
      '',
    ].join('\n'),
  ),
  env(
    'connection strings',
    [
      'A="Server=a;User Id=c;Password=«a1b2c3d4»;Encrypt=true"',
      'B=postgres://u:«b2c3d4e5»@h/db',
      'C=DefaultEndpointsProtocol=https;AccountName=x;AccountKey=«c3d4e5f6==»;EndpointSuffix=core.windows.net',
      'D=Endpoint=sb://x/;SharedAccessKeyName=R;SharedAccessKey=«d4e5f6a7=»',
      'E=jdbc:sqlserver://h:1;user=a;password=«e5f6a7b8»',
      'F=mongodb+srv://u:«f6a7b8c9»@h',
      'G=HostName=a.azure-devices.net;DeviceId=d;SharedAccessKey=«a7b8c9d0=»',
      'H=https://x.example/c?sv=2020&sig=«b8c9d0e1f2a3»&se=1',
      'I=https://x.example/?code=«c9d0e1f2a3b4==»',
      'J=https://x.example/?code=short&key=word',
      '',
    ].join('\n'),
  ),
];

/** Texts that the preview hides, and texts beside them that it shows. */
export const HIDDEN_CASES: readonly TableCase[] = [...NAMES, ...CONTAINERS, ...CODE, ...SHAPES];

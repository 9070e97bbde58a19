import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatOf } from '../../../../src/projectFiles/formats/fileFormats.ts';
import { scriptFormatOf } from '../../../../src/projectFiles/formats/scripts/scriptFormat.ts';
import { positionsHold } from './formatProperties.ts';
import { entriesIn } from './setInCases.ts';

const EXPRESSION = '${'.concat('expression}');
const variable = (name: string) => '$'.concat(`{${name}}`);

/** A line of a script, and what is found in it: the key, its value, and what is written. */
const FOUND: readonly (readonly [file: string, text: string, ...found: readonly string[]])[] = [
  ['a.sh', 'export ADH_CLIENT_ID=abc # c', 'ADH_CLIENT_ID=abc|abc'],
  ['a.sh', `CLIENT_ID='it' CLIENT_SECRET="a\\"b"`, "CLIENT_ID=it|'it'", 'CLIENT_SECRET=a"b|"a\\"b"'],
  [
    'a.bash',
    `A="$X"; B=${variable('Y')}; C=$(op read x)`,
    'A=$X|"$X"',
    `B=${variable('Y')}|${variable('Y')}`,
    `C=${EXPRESSION}|$(`,
  ],
  ['a.zsh', 'curl -d "client_id=a&client_secret=b+/==" x', 'client_id=a|a', 'client_secret=b+/==|b+/=='],
  [
    'a.sh',
    "curl --data client_secret=s3 --data-urlencode 'client_key=k'",
    'client_secret=s3|s3',
    'client_key=k|k',
  ],
  ['a.sh', `curl -d '{"client_id": "a", "client_secret":"b"}' x`, 'client_id=a|"a"', 'client_secret=b|"b"'],
  ['a.sh', 'tool --client-secret s --client-id="i" --quiet', 'client-secret=s|s', 'client-id=i|"i"'],
  ['a.ps1', "$clientSecret = 'it''s'", "clientSecret=it's|'it''s'"],
  ['a.psm1', '$env:ADH_CLIENT_ID = "a`"b"', 'ADH_CLIENT_ID=a"b|"a`"b"'],
  ['a.ps1', `[string]$clientId="a"; @{ 'client_secret' = $s }`, 'clientId=a|"a"', 'client_secret=$s|$s'],
  ['a.ps1', "Connect -ClientId $id -ClientSecret 's'", 'ClientId=$id|$id', "ClientSecret=s|'s'"],
  ['a.cmd', 'set CLIENT_ID=a b', 'CLIENT_ID=a b|a b'],
  [
    'a.bat',
    'set "CLIENT_SECRET=a&b"\r\nset X=%CLIENT_ID%\r\n',
    'CLIENT_SECRET=a&b|a&b',
    'X=%CLIENT_ID%|%CLIENT_ID%',
  ],
  ['a.py', 'client_secret: str = "a\\"b"  # c', 'client_secret=a"b|"a\\"b"'],
  [
    'a.py',
    `c = {'client_id': 'i', "client_secret": r"a\\b"}`,
    "client_id=i|'i'",
    'client_secret=a\\b|r"a\\b"',
  ],
  ['a.py', 'self.client_secret = """s"""', 'client_secret=s|"""s"""'],
  ['a.py', "os.environ['CLIENT_SECRET'] = 's'", "CLIENT_SECRET=s|'s'"],
  ['a.py', 'client_secret = os.environ["X"]', `client_secret=${EXPRESSION}|os.environ[`],
  [
    'a.py',
    'client_secret = "s"\ntoken(client_secret=client_secret, client_id=f"{x}")',
    'client_secret=s|"s"',
    `client_id=${EXPRESSION}|f"{x}"`,
  ],
  ['a.py', 'def f(client_secret=None, n=1, ok=True): pass'],
  ['a.py', 'if client_id == "a" or x != "b": pass'],
  ['a.R', 'client.secret <- "s"\nf(client_id = \'i\')', 'client.secret=s|"s"', "client_id=i|'i'"],
  [
    'a.py',
    "post(data=[('client_id', 'i'), ('client_secret', \"s\")])",
    "client_id=i|'i'",
    'client_secret=s|"s"',
  ],
  ['a.py', "keys = ['client_id', 'client_secret']; log('client_secret', 'is missing')"],
  [
    'a.cs',
    'private const string ClientSecret = "s"; static readonly string ClientId = @"a""b\\";',
    'ClientSecret=s|"s"',
    'ClientId=a"b\\|@"a""b\\"',
  ],
  [
    'a.cs',
    'public string ClientSecret { get; set; } = "s"; string ClientId => "i";',
    'ClientSecret=s|"s"',
    'ClientId=i|"i"',
  ],
  [
    'a.cs',
    'new() { { "client_id", "i" }, ["client_secret"] = "s" }; new KeyValuePair<string, string>("client_id", "j");',
    'client_id=i|"i"',
    'client_secret=s|"s"',
    'client_id=j|"j"',
  ],
  ['a.cs', 'b.WithClientId("i")\n  .WithClientSecret("s")', 'ClientId=i|"i"', 'ClientSecret=s|"s"'],
  ['a.cs', 'ClientSecret = options.ClientSecret, ClientId = "", Tenant = $"{x}"; if (clientId == "a") {}'],
  ['a.cs', 'var body = "client_id=i&client_secret=s";', 'client_id=i|i', 'client_secret=s|s'],
  ['a.java', 'private static final String CLIENT_SECRET = "s\\"t";', 'CLIENT_SECRET=s"t|"s\\"t"'],
  [
    'a.java',
    'params.put("client_secret", "s"); builder.clientId("i").clientSecret("t");',
    'client_secret=s|"s"',
    'clientId=i|"i"',
    'clientSecret=t|"t"',
  ],
  ['a.java', 'String clientSecret = System.getenv("CLIENT_SECRET"); List.of("client_id", "client_secret");'],
  [
    'a.kt',
    'const val CLIENT_ID = "i"\nval clientSecret: String = """s"""\nmapOf("client_key" to "k")',
    'CLIENT_ID=i|"i"',
    'clientSecret=s|"""s"""',
    'client_key=k|"k"',
  ],
  [
    'a.go',
    'const clientID = "i"\nvar clientSecret string = `s\\`\nurl.Values{"client_secret": {"t"}}\nConfig{ClientKey: "k"}',
    'clientID=i|"i"',
    'clientSecret=s\\|`s\\`',
    'client_secret=t|"t"',
    'ClientKey=k|"k"',
  ],
  ['a.go', 'clientSecret := os.Getenv("X"); form.Set("client_id", "i")', 'client_id=i|"i"'],
  ['a.scala', 'Map("client_id" -> "i", "client_secret" -> secret)', 'client_id=i|"i"'],
  [
    'a.rb',
    "CLIENT_ID = 'i'; { client_secret: 'it\\'s', :client_key => \"k\" }; @clientId = 'j'",
    "CLIENT_ID=i|'i'",
    "client_secret=it's|'it\\'s'",
    'client_key=k|"k"',
    "clientId=j|'j'",
  ],
  [
    'a.php',
    "define('CLIENT_ID', 'i'); const CLIENT_SECRET = 's'; $c['client_secret'] = \"t\"; $this->clientKey = 'k';",
    "CLIENT_ID=i|'i'",
    "CLIENT_SECRET=s|'s'",
    'client_secret=t|"t"',
    "clientKey=k|'k'",
  ],
  ['a.php', "['client_id' => getenv('X'), 'client_secret' => 's']", "client_secret=s|'s'"],
  ['a.vb', 'Const ClientSecret As String = "a""b"', 'ClientSecret=a"b|"a""b"'],
  [
    'a.cpp',
    '#define CLIENT_ID "i"\nstatic const char client_secret[] = "s";\nstd::string client_key = u8"k";',
    'CLIENT_ID=i|"i"',
    'client_secret=s|"s"',
    'client_key=k|u8"k"',
  ],
  ['a.rs', 'const CLIENT_SECRET: &\'static str = "s";', 'CLIENT_SECRET=s|"s"'],
  ['a.swift', 'let clientSecret: String? = "s"', 'clientSecret=s|"s"'],
  ['a.ps1', "$body.Add('client_secret', 's')", "client_secret=s|'s'"],
  ['a.py', 'resource = "https://r.example/x"', 'resource=https://r.example/x|"https://r.example/x"'],
];

const cell = (source: unknown, cell_type = 'code') => ({ cell_type, source });
const notebook = (cells: readonly object[], language = 'python') =>
  JSON.stringify({ cells, metadata: { kernelspec: { language } } });

describe('the format of scripts', () => {
  for (const [file, text, ...found] of FOUND)
    it(`reads ${file}: ${text}`, () => assert.deepEqual(entriesIn(scriptFormatOf(file), text), found));

  it('reads the code cells of notebooks', async () => {
    const format = await formatOf('/w/a.ipynb');
    const text = notebook([
      cell(['client_id = "a\\\\b"\n', "client_secret = 'ü\"'"]),
      cell('client_secret = "no"', 'markdown'),
      cell('x = 1\nclient_key = "k"'),
    ]);
    assert.deepEqual(entriesIn(format, text), [
      'client_id=a\\b|\\"a\\\\\\\\b\\"',
      'client_secret=ü"|\'ü\\"\'',
      'client_key=k|\\"k\\"',
    ]);
    assert.deepEqual(entriesIn(format, notebook([cell('client.id <- "a"')], 'R')), ['client.id=a|\\"a\\"']);
    assert.deepEqual(entriesIn(format, notebook([cell('var clientId = @"a"')], 'C#')), [
      'clientId=a|@\\"a\\"',
    ]);
    assert.deepEqual(format.set('{', []), {
      ok: false,
      fault: { code: 'notParsable', detail: 'line 1, column 2' },
    });
  });

  it('is only read', async () => {
    for (const name of [
      'a.sh',
      'a.ps1',
      'a.cmd',
      'a.py',
      'a.R',
      'a.cs',
      'a.java',
      'a.php',
      'a.rb',
      'a.vb',
      'a.ipynb',
    ]) {
      const format = await formatOf(`/w/${name}`);
      assert.equal(format.readOnly, true);
      assert.deepEqual(format.set('{}', [{ keyPath: ['a'], value: 'x' }]), {
        ok: false,
        fault: { code: 'onlyRead', detail: 'a' },
      });
      assert.deepEqual(format.set('{}', []), { ok: true, edits: [] });
    }
  });

  const part = fc.constantFrom(
    'client_id',
    'a',
    ' = ',
    '=',
    ': ',
    '"',
    "'",
    '"x"',
    "'y'",
    '&',
    '\n',
    '--',
    ' ',
    '$',
    '$X',
    '\\',
    '`',
    'f"',
    '"""',
    '<- ',
    ',',
    '(',
    ')',
  );
  const document = fc.array(part, { maxLength: 20 }).map(parts => parts.join(''));
  for (const name of ['a.sh', 'a.ps1', 'a.cmd', 'a.py', 'a.R', 'a.cs', 'a.go', 'a.php', 'a.rb', 'a.vb'])
    positionsHold({ format: scriptFormatOf(name), document });
  const cells = fc
    .array(
      document.map(text => cell(text)),
      { maxLength: 3 },
    )
    .map(all => notebook(all));
  positionsHold({ format: scriptFormatOf('a.ipynb'), document: cells });
});

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import type { KeyPath } from '../../../../src/projectFiles/formats/fileFormat.ts';
import { formatOf } from '../../../../src/projectFiles/formats/fileFormats.ts';
import { applyEdits } from '../../../../src/projectFiles/formats/textEdit.ts';
import { xmlFormat } from '../../../../src/projectFiles/formats/xml/xmlFormat.ts';
import { holdsForDocuments, positionsHold } from './formatProperties.ts';
import { entriesIn, type FormatExample, handlesExamples } from './setInCases.ts';

const around = (inside: string) => `<configuration>\n${inside}</configuration>\n`;

const EXAMPLES: readonly FormatExample[] = [
  [
    'an empty file',
    '',
    { 'appSettings/ClientId': 'x' },
    '<?xml version="1.0" encoding="utf-8"?>\n<configuration>\n  <appSettings>\n    <add key="ClientId" value="x" />\n  </appSettings>\n</configuration>\n',
  ],
  [
    'values and a new key in the style of the one above',
    around(
      '\t<appSettings>\n\t\t<!-- ours -->\n\t\t<add key="ClientId" value="a"/> <!-- id -->\n\t\t<add key="Other" value="1" />\n\t</appSettings>\n',
    ),
    { 'appSettings/ClientId': 'x', 'appSettings/ClientSecret': 's' },
    around(
      '\t<appSettings>\n\t\t<!-- ours -->\n\t\t<add key="ClientId" value="x"/> <!-- id -->\n\t\t<add key="ClientSecret" value="s"/>\n\t\t<add key="Other" value="1" />\n\t</appSettings>\n',
    ),
  ],
  [
    'keys in another case, which .NET takes for the same',
    around('<appSettings><add key="clientid" value="a"/><add key="CLIENTSECRET" value=""/></appSettings>'),
    { 'appSettings/ClientId': 'x', 'appSettings/ClientSecret': 's', 'appSettings/New': 'n' },
    around(
      '<appSettings><add key="clientid" value="x"/><add key="CLIENTSECRET" value="s"/><add key="New" value="n"/></appSettings>',
    ),
  ],
  [
    'a key of the same case beside another one',
    around('<appSettings><add key="A" value="1"/><add key="a" value="2"/></appSettings>'),
    { 'appSettings/A': 'x' },
    around('<appSettings><add key="A" value="x"/><add key="a" value="2"/></appSettings>'),
  ],
  [
    'the quotes of the value',
    around(`<appSettings><add key='A' value='1'/></appSettings>`),
    { 'appSettings/A': `it's "<&>"\n` },
    around(`<appSettings><add key='A' value='it&apos;s "&lt;&amp;&gt;"&#xA;'/></appSettings>`),
  ],
  [
    'references and entities',
    around('<appSettings><add key="A&amp;B" value="a&#x20;b" /></appSettings>'),
    { 'appSettings/A&B': 'a b', 'appSettings/C"': '\t' },
    around(
      '<appSettings><add key="A&amp;B" value="a&#x20;b" /><add key="C&quot;" value="&#x9;" /></appSettings>',
    ),
  ],
  [
    'a section that closes itself',
    around('    <appSettings />\n'),
    { 'appSettings/A': '1' },
    around('    <appSettings>\n        <add key="A" value="1" />\n    </appSettings>\n'),
  ],
  [
    'a section with only a comment',
    around('  <appSettings>\n    <!-- none -->\n  </appSettings>\n'),
    { 'appSettings/A': '1' },
    around('  <appSettings>\n    <!-- none -->\n    <add key="A" value="1" />\n  </appSettings>\n'),
  ],
  [
    'a missing section',
    '<configuration>\r\n  <startup />\r\n</configuration>\r\n',
    { 'appSettings/A': '1', 'appSettings/B': '2' },
    '<configuration>\r\n  <startup />\r\n  <appSettings>\r\n    <add key="A" value="1" />\r\n    <add key="B" value="2" />\r\n  </appSettings>\r\n</configuration>\r\n',
  ],
  ['any other missing section', around(''), { 'mySettings/A': '1' }, 'notAnObject mySettings.A'],
  [
    'sections below locations',
    around(
      '<appSettings><add key="A" value="1"/></appSettings><location path="admin"><appSettings><add key="A" value="2"/></appSettings></location>',
    ),
    { 'location/admin/appSettings/A': 'x' },
    around(
      '<appSettings><add key="A" value="1"/></appSettings><location path="admin"><appSettings><add key="A" value="x"/></appSettings></location>',
    ),
  ],
  [
    'sections of the same name',
    around(
      '<appSettings><add key="A" value="1"/></appSettings><appSettings><add key="A" value="2"/></appSettings>',
    ),
    { 'appSettings[2]/A': 'x' },
    around(
      '<appSettings><add key="A" value="1"/></appSettings><appSettings><add key="A" value="x"/></appSettings>',
    ),
  ],
  [
    'a file that is only a section',
    '<appSettings>\n  <add key="A" value="1" />\n</appSettings>',
    { 'appSettings/B': '2' },
    '<appSettings>\n  <add key="A" value="1" />\n  <add key="B" value="2" />\n</appSettings>',
  ],
  [
    'settings of an application',
    around(
      '<userSettings>\n  <My.Settings>\n    <setting name="A" serializeAs="String">\n      <value>a&amp;b</value>\n    </setting>\n    <setting name="B" serializeAs="String"><value /></setting>\n  </My.Settings>\n</userSettings>\n',
    ),
    {
      'userSettings/My.Settings/A': '<x>',
      'userSettings/My.Settings/B': 'y',
      'userSettings/My.Settings/C': 'z',
    },
    around(
      '<userSettings>\n  <My.Settings>\n    <setting name="A" serializeAs="String">\n      <value>&lt;x&gt;</value>\n    </setting>\n    <setting name="B" serializeAs="String"><value>y</value></setting>\n    <setting name="C" serializeAs="String">\n      <value>z</value>\n    </setting>\n  </My.Settings>\n</userSettings>\n',
    ),
  ],
  [
    'CDATA',
    around('<s><setting name="A"><value><![CDATA[<a>]]></value></setting></s>'),
    { 's/A': ']]>' },
    around('<s><setting name="A"><value>]]&gt;</value></setting></s>'),
  ],
  [
    'a comment in a value',
    around('<s><setting name="A"><value>a<!-- b --></value></setting></s>'),
    { 's/A': 'x' },
    'notAnObject s.A',
  ],
  [
    'environment variables of IIS',
    around('<aspNetCore><environmentVariables></environmentVariables></aspNetCore>'),
    { 'aspNetCore/environmentVariables/ADH_CLIENT_ID': 'x' },
    around(
      '<aspNetCore><environmentVariables>\n  <environmentVariable name="ADH_CLIENT_ID" value="x" />\n</environmentVariables></aspNetCore>',
    ),
  ],
  [
    'connection strings',
    around('<connectionStrings><add name="db" connectionString="a"/></connectionStrings>'),
    { 'connectionStrings/db': 'x' },
    'notAnObject connectionStrings.db',
  ],
  [
    'a section in another file',
    around('<appSettings configSource="a.config" />'),
    { 'appSettings/A': '1' },
    'inAnotherFile appSettings.A',
  ],
  [
    'a section that another file overrides',
    around('<appSettings file="a.config"><add key="A" value="1"/></appSettings>'),
    { 'appSettings/A': '2' },
    'inAnotherFile appSettings.A',
  ],
  [
    'an encrypted section',
    around(
      '<appSettings configProtectionProvider="Rsa"><EncryptedData><CipherData/></EncryptedData></appSettings>',
    ),
    { 'appSettings/A': '1' },
    'encryptedSection appSettings.A',
  ],
  [
    'encrypted data with a namespace',
    around('<appSettings><x:EncryptedData xmlns:x="u"/></appSettings>'),
    { 'appSettings/A': '1' },
    'encryptedSection appSettings.A',
  ],
  [
    'another encoding',
    '<?xml version="1.0" encoding="ISO-8859-1"?>\n<configuration><appSettings><add key="A" value="1"/></appSettings></configuration>',
    { 'appSettings/A': 'ü😀' },
    '<?xml version="1.0" encoding="ISO-8859-1"?>\n<configuration><appSettings><add key="A" value="&#xFC;&#x1F600;"/></appSettings></configuration>',
  ],
  [
    'what XML can’t carry',
    around('<appSettings/>'),
    { 'appSettings/A': '\u0001' },
    'valueNotCarried appSettings.A',
  ],
  [
    'an entity of the document',
    '<!DOCTYPE c [<!ENTITY x "y">]>\n<c a="&x;"/>',
    { a: '1' },
    'notParsable line 2, column 10',
  ],
  ['what isn’t XML', '<configuration>', { a: '1' }, 'notParsable line 1, column 16'],
  ['a deep text', '<a>'.repeat(200), { a: '1' }, 'tooComplex line 1, column 304'],
];

const key = fc.constantFrom('A', 'B', 'ClientId');
const value = fc.constantFrom('', 'x', 'a&amp;b', '&#x20;y', 'it&apos;s', 'ü');
const line = fc.oneof(
  fc.tuple(key, value).map(([name, text]) => `    <add key="${name}" value="${text}" />`),
  fc.tuple(key, value).map(([name, text]) => `    <add value='${text}' key='${name}'></add> <!-- c -->`),
  fc.tuple(key, value).map(([name, text]) => `    <setting name="${name}"><value>${text}</value></setting>`),
  fc.constantFrom(
    '    <!-- comment -->',
    '',
    '    <clear />',
    '    <remove key="A" />',
    '</appSettings><appSettings>',
  ),
);
const document = fc
  .tuple(fc.array(line, { maxLength: 6 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, end, isNested]) => {
    const section = ['<appSettings>', ...lines, '</appSettings>'];
    const inside = isNested ? ['<location path="p">', ...section, '</location>'] : section;
    return ['<configuration>', ...inside, '</configuration>', ''].join(end);
  });

describe('the format of .NET configuration files', () => {
  handlesExamples(xmlFormat, EXAMPLES);
  const keyPath = fc.constantFrom<KeyPath[]>(
    ['appSettings', 'A'],
    ['appSettings', 'New'],
    ['location', 'p', 'appSettings', 'B'],
    ['appSettings[2]', 'A'],
  );
  holdsForDocuments({ format: xmlFormat, document, keyPath });
  positionsHold({ format: xmlFormat, document });

  it('tells where values are', () => {
    const text = around(
      `<appSettings><add key='A' value='a&amp;b'/><setting name="B"><value/></setting></appSettings>`,
    );
    assert.deepEqual(entriesIn(xmlFormat, text), [`appSettings/A=a&b|'a&amp;b'`, 'appSettings/B=|<value/>']);
  });

  for (const name of [
    'App.config',
    'web.config',
    'Web.Release.config',
    'my.exe.config',
    'Service.cscfg',
    'a.runsettings',
  ])
    it(`is the format of ${name}`, async () => assert.equal(await formatOf(`/w/${name}`), xmlFormat));

  it('is read alike by Python', function () {
    if (spawnSync('python3', ['-c', 'import xml.etree']).status !== 0) this.skip();
    const script =
      'import json,sys,xml.etree.ElementTree as e\nprint(json.dumps([a.get("value") for a in e.fromstring(sys.stdin.buffer.read()).iter("add")]))';
    const texts = fc.sample(fc.string({ unit: 'grapheme', maxLength: 12 }), 200);
    let text = '';
    const wanted: string[] = [];
    for (const [index, each] of ['a\tb\r\nc', ' x ', `'"`, ']]>', ...texts].entries()) {
      const edited = xmlFormat.set(text, [{ keyPath: ['appSettings', `k${index}`], value: each }]);
      if (!edited.ok) continue;
      text = applyEdits(text, edited.edits);
      wanted.push(each);
    }
    assert.deepEqual(
      JSON.parse(execFileSync('python3', ['-c', script], { input: text, encoding: 'utf8' })),
      wanted,
    );
    assert.ok(wanted.length > 100);
  });
});

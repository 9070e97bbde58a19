import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FileFormat } from '../../../../src/projectFiles/formats/fileFormat.ts';
import { formatOf } from '../../../../src/projectFiles/formats/fileFormats.ts';
import { applyEdits } from '../../../../src/projectFiles/formats/textEdit.ts';
import { ProjectFileError } from '../../../../src/projectFiles/projectFileError.ts';
import { type MaskedChange, maskedChange } from '../../../../src/projectFiles/writing/maskedChange.ts';
import { planTextChange } from '../../../../src/projectFiles/writing/planFileChange.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';
import { caseCount } from '../../../support/runner/sampling.ts';

const DOCUMENTS = caseCount(10_000);
const VALUES = { resource: 'https://r.example', apiVersion: 'v1', tenantId: 't', clientId: 'new-id' };
const MASK = /••••••••(?: \(new\))?/g;

/** A part of a document that holds a secret or doesn't; `secret` is where its text is. */
type Line = (secret: string) => string;

const secretKey = fc.constantFrom(
  ...['ClientSecret', 'client_secret', 'ADH_CLIENT_SECRET', 'Password', 'db_passwd', 'apiKey', 'AccessKey'],
  ...['access_token', 'refreshToken', 'private_key', 'AccountKey', 'ConnectionString', 'credential'],
);
const harmlessLine = fc.constantFrom('ClientId', 'tokenEndpoint', 'SECRET_ID', 'passwordPolicy', 'Resource');

/** Characters that secrets have; quotes, blanks and separators have tests of their own. */
const secret = fc
  .tuple(fc.stringMatching(/^[A-Za-z][A-Za-z0-9+/.~_-]{8,40}$/), fc.constantFrom('', '=', '=='))
  .map(parts => parts.join('Q7'))
  // What a template puts in isn't the value of a secret.
  .filter(text => !/placeholder|your|here|place|-->|\/\//i.test(text));

interface Style {
  readonly file: string;
  readonly secretLines: (key: string) => readonly Line[];
  readonly plainLine: (key: string) => string;
  readonly document: (lines: readonly string[]) => string;
}

const joined = (lines: readonly string[]) => lines.map(line => `${line}\n`).join('');

const STYLES: readonly Style[] = [
  {
    file: '.env',
    secretLines: key => [
      s => `${key}=${s}`,
      s => `export ${key}="${s}" # why`,
      s => `# ${key}=${s}`,
      s => `#${key}='${s}'`,
      s => `URL=https://x.example/?a=b&${key}=${s}`,
    ],
    plainLine: key => `${key}=plain-text`,
    document: joined,
  },
  {
    file: 'c.ini',
    secretLines: key => [
      s => `${key} = ${s}`,
      s => `${key}: "${s}"`,
      s => `; ${key} = ${s}`,
      s => `#${key}=${s}`,
    ],
    plainLine: key => `${key} = plain-text`,
    document: lines => `[Connect]\n${joined(lines)}`,
  },
  {
    file: 'c.properties',
    secretLines: key => [
      s => `connect.${key}=${s}`,
      s => `connect.${key} : ${s}`,
      s => `${key} ${s}`,
      s => `! connect.${key}=${s}`,
      s => `#${key} = ${s}`,
    ],
    plainLine: key => `connect.${key}=plain-text`,
    document: joined,
  },
  {
    file: 'c.yaml',
    secretLines: key => [
      s => `${key}: ${s}`,
      s => `${key}: "${s}" # why`,
      s => `${key}: !!str '${s}'`,
      s => `${key}: |\n  ${s}\n  ${s}`,
      s => `list:\n  - ${key}: ${s}\n    other: plain`,
      s => `list: [{${key}: ${s}, other: plain}]`,
      s => `environment:\n  - ${key}=${s}`,
      s => `env:\n  - name: ${key}\n    value: ${s}`,
      s => `# ${key}: ${s}`,
      s => `x: plain # ${key}: "${s}"`,
    ],
    plainLine: key => `${key}: plain-text`,
    document: joined,
  },
  {
    file: 'c.toml',
    secretLines: key => [
      s => `${key} = "${s}"`,
      s => `x = { ${key} = '${s}', b = "plain" }`,
      s => `[[many]]\n${key} = "${s}"`,
      s => `#${key} = "${s}"`,
    ],
    plainLine: key => `${key} = "plain-text"`,
    // Each key once in a table.
    document: lines => lines.map((line, index) => `[t${index}]\n${line}\n`).join(''),
  },
  {
    file: 'c.json',
    secretLines: key => [
      s => `"${key}": "${s}"`,
      s => `/* "${key}": "${s}" */ "x": 1`,
      s => `// "${key}": "${s}",\n"x": 1`,
      s => `"a": [{ "${key}": "${s}" }, { "name": "${key}", "value": "${s}" }]`,
      s => `"text": "a;${key}=${s};b=plain"`,
    ],
    plainLine: key => `"${key}": "plain-text"`,
    document: lines => `{\n${lines.join(',\n')}\n}\n`,
  },
];

/** Plans a change; `undefined` if it is refused. */
function change(
  format: FileFormat,
  file: string,
  text: string,
): (MaskedChange & { written: string }) | undefined {
  try {
    const clientSecret = new SecretText('n3wS3cretQ7n3wS3cret==');
    const { edits } = planTextChange(format, file, text, { ...VALUES, clientSecret });
    return { ...maskedChange(format, file, text, VALUES), written: applyEdits(text, edits) };
  } catch (error) {
    if (error instanceof ProjectFileError) return undefined;
    throw error;
  }
}

describe('the preview of any document', () => {
  for (const { file, secretLines, plainLine, document } of STYLES) {
    it(`shows no secret, everything else, and that something changes: ${file}`, async () => {
      const format = await formatOf(file);
      const line = fc.oneof(
        fc.tuple(
          secretKey.chain(key => fc.constantFrom(...secretLines(key))),
          secret,
        ),
        harmlessLine.map(key => [() => plainLine(key), ''] as const),
      );
      let planned = 0;
      fc.assert(
        fc.property(fc.array(line, { maxLength: 6 }), lines => {
          const text = document(lines.map(([write, value]) => write(value)));
          const shown = change(format, file, text);
          if (!shown) return;
          planned += 1;
          const secrets = lines.map(([, value]) => value).filter(value => value !== '');
          for (const side of [shown.before, shown.after])
            assert.deepEqual(
              secrets.filter(value => side.includes(value)),
              [],
            );
          const hidden = document(lines.map(([write, value]) => write(value === '' ? '' : '⟦⟧')));
          assert.equal(shown.before.replace(MASK, '⟦⟧'), hidden);
          assert.equal(shown.before === shown.after, text === shown.written);
        }),
        { numRuns: DOCUMENTS },
      );
      // The property says little unless most documents can be changed.
      assert.ok(planned > DOCUMENTS / 4, `${planned} documents were changed`);
    });
  }
});

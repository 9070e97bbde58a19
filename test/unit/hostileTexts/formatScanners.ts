import type { FileFormat } from '../../../src/projectFiles/formats/fileFormat.ts';
import { formatOf } from '../../../src/projectFiles/formats/fileFormats.ts';
import { ProjectFileError } from '../../../src/projectFiles/projectFileError.ts';
import { needOf } from '../../../src/projectFiles/shapes/fieldMapping.ts';
import { maskedChange } from '../../../src/projectFiles/writing/maskedChange.ts';
import { planTextChange } from '../../../src/projectFiles/writing/planFileChange.ts';
import { SecretText } from '../../../src/secret/secretText.ts';
import {
  type FormatRow,
  HTTP_ROW,
  JAVASCRIPT_ROW,
  JSON5_ROW,
  NOTEBOOK_ROW,
  SCRIPT_ROWS,
  TFVARS_ROW,
  XML_ROW,
} from './codeFormatRows.ts';
import { BLANKS, knownCase, LETTERS, type Scanner } from './scanner.ts';
import { NUMBER } from './worstCase.ts';

const PLAIN = { resource: 'https://r.example', apiVersion: 'v1', tenantId: 't', clientId: 'c' };
const SECRET = new SecretText('s3cret');

/** Finds, masks and writes the keys of a file; whatever else the product does with one is a part of that. */
function use(format: FileFormat, file: string, text: string): void {
  needOf(format, text, PLAIN);
  unlessRefused(() => maskedChange(format, file, text, PLAIN));
  unlessRefused(() => planTextChange(format, file, text, { ...PLAIN, clientSecret: SECRET }));
}

function unlessRefused(plan: () => unknown): void {
  try {
    plan();
  } catch (error) {
    const overlap = error instanceof RangeError && error.message.startsWith('edits overlap');
    if (!overlap && !(error instanceof ProjectFileError)) throw error;
  }
}

const keyLines = (sign: string): readonly string[] => [
  `a${sign}\n`,
  `client_id${sign}\n`,
  `client_secret${sign}x\n`,
  `k${NUMBER}_client_secret${sign}x\n`,
];

const ROWS: Readonly<Record<FileFormat['name'], FormatRow | readonly FormatRow[]>> = {
  http: HTTP_ROW,
  javascript: [JAVASCRIPT_ROW, JSON5_ROW],
  script: [...SCRIPT_ROWS, NOTEBOOK_ROW],
  tfvars: TFVARS_ROW,
  xml: XML_ROW,
  dotenv: {
    file: '.env',
    alphabet: {
      fragments: [
        ...BLANKS,
        ...LETTERS,
        '=',
        ':',
        '"',
        "'",
        '`',
        '\\',
        '\\"',
        '#',
        'export ',
        'export\n',
        '; export A',
        ' && ',
        'A=x B=y ',
        '; B=y',
        'A=x\\\n',
        '="',
        "='",
        ...keyLines('='),
        'client_id="',
        'client_secret="x"\n',
      ],
      beginnings: ['A=', 'A="', 'export A= x'],
      ends: ['x', '\n', '"'],
    },
    known: [
      knownCase('', [`k${NUMBER}_client_secret=x\n`]),
      knownCase('', ['\n']),
      knownCase('A="', ['\\"']),
      knownCase('A=x', ['; B=y'], '; echo x'),
      knownCase('', ['A=x\\\n']),
      knownCase('A=x', ['\\\n']),
    ],
  },
  ini: {
    file: 'config.ini',
    alphabet: {
      fragments: [
        ...BLANKS,
        ...LETTERS,
        '=',
        ':',
        '"',
        '#',
        ';',
        '[',
        ']',
        '\n  a',
        '\n\n a',
        '\n  a=',
        '\n  [s]',
        '\\',
        "'",
        ' ;',
        ' #',
        '" ',
        ...keyLines('='),
        ...keyLines(' = '),
        '[s]\n',
        '[s',
        'client_secret = "x"\n',
      ],
      beginnings: ['[s]\na', '[s]\na = x', '['],
      ends: ['x', '\n', ']\n', '=\n'],
    },
    known: [
      knownCase('[s]\na = x', ['\n  a']),
      knownCase('a', [' ']),
      knownCase('a = "', ['" ']),
      knownCase('a = x', ['\n  [s]']),
      knownCase('a = x\n b', [' '], '\n c'),
      knownCase('[', ['s', 'client_id=\n'], ']\n'),
      knownCase('[s]\n', [`k${NUMBER}_client_secret=x\n`]),
    ],
  },
  json: {
    file: 'appsettings.json',
    alphabet: {
      fragments: [
        ...BLANKS,
        ...LETTERS,
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '\\',
        '\\"',
        '\\u',
        '//',
        '/*',
        '*/',
        '*',
        '{"a":',
        '"a":',
        '"a":"",',
        '[1},',
        '{"a":1],',
        '"client_id":"",',
        '"client_secret":"x",',
        `"k${NUMBER}_client_secret":"x",`,
        '{"client_secret":"x"},',
        '"a":{"client_secret":"x"},',
        '//\n',
      ],
      beginnings: ['{"a":', '{"a":1,', '{"a":[', '{"'],
      ends: ['x', '\n', '":1}', '}', ']}', '"b":1}'],
    },
    known: [
      knownCase('', ['[']),
      knownCase('{"a":', ['[1},']),
      knownCase('{"a":', ['{"a":']),
      knownCase('{', [`"k${NUMBER}_client_secret":"x",`], '"b":1}'),
      knownCase('{"a":[', ['{"client_secret":"x"},'], ']}'),
      knownCase('{"resource":"', ['/'], 'x","client_id":""}'),
      knownCase('{"', ['a'], '":{"client_id":""}}'),
      knownCase('{"kind":"Secret",', ['"data":{"client_secret":"eA=="},'], '"b":1}'),
      knownCase('{"kind":"Secret","data":{', [`"k${NUMBER}_client_secret":"eA==",`], '"b":""}}'),
    ],
  },
  properties: {
    file: 'application.properties',
    alphabet: {
      fragments: [
        ...BLANKS,
        ...LETTERS,
        '\f',
        '=',
        ':',
        '\\',
        '\\\n',
        '\\\\',
        '\\u',
        '\\ ',
        '#',
        '!',
        '\\\n ',
        ...keyLines('='),
        'client_id',
        'client_secret x\n',
      ],
      beginnings: ['a', 'a=', 'client_id='],
      ends: ['x', '\n'],
    },
    known: [knownCase('', [`k${NUMBER}_client_secret=x\n`]), knownCase('a=', ['\\\n '])],
  },
  toml: {
    file: 'config.toml',
    alphabet: {
      fragments: [
        ...BLANKS,
        ...LETTERS,
        '=',
        '"',
        "'",
        '"""',
        "'''",
        '\\',
        '\\"',
        '#',
        '[',
        ']',
        '{',
        '}',
        ',',
        '[[',
        ']]',
        'a.',
        '[a]\n',
        '[[a]]\n',
        '{a=',
        'a=[',
        'a=1,',
        '[a.b]\n',
        'a=1\n',
        `a.k${NUMBER}=1\n`,
        `a.k${NUMBER}.client_secret="x"\n`,
        `k${NUMBER}={client_secret="x"},`,
        '{client_secret="x"},',
        '[[a]]\nclient_secret="x"\n',
        'client_id=""\n',
        'client_secret="x"\n',
      ],
      beginnings: ['a=', 'a=[', 'a={', '[a', 'a="', 'a="""'],
      ends: ['x', '\n', ']\n', '"\n', '"""\n', '=1\n', '\na=1\n'],
    },
    known: [
      knownCase('a=', ['['], ']\n'),
      knownCase('a=', ['{a=']),
      knownCase('[', ['a.'], 'a]\n'),
      knownCase('a="', ['\\"'], '"\n'),
      knownCase('', [`k${NUMBER}_client_secret = "x"\n`]),
      knownCase('a=', ['9']),
      knownCase('', [`a.k${NUMBER}.client_secret="x"\n`]),
      knownCase('', ['[[a]]\nclient_secret="x"\n']),
      knownCase('a=[', ['{client_secret="x"},'], ']\n'),
      knownCase('a={', [`k${NUMBER}={client_secret="x"},`], 'b=1}\n'),
      knownCase('a=1', ['\n'], 'x'),
    ],
  },
  yaml: {
    file: 'config.yaml',
    alphabet: {
      fragments: [
        ...BLANKS,
        ...LETTERS,
        ':',
        ': ',
        '- ',
        '? ',
        '"',
        "'",
        '\\',
        '#',
        ' #',
        '#\n',
        ' #\n',
        '[',
        ']',
        '{',
        '}',
        ',',
        '[,',
        '{,',
        '{a: ',
        '[a: ',
        '&a ',
        '*a ',
        '!a ',
        '!<',
        '|',
        '>',
        '|\n',
        '@',
        '---\n',
        '...\n',
        'a:\n',
        'a: b\n',
        'client_id:\n',
        'client_secret: x\n',
        '- a\n',
        '<<: *a\n',
        '- A=b\n',
        '- name: a\n  value: b\n',
        '- client_id: a\n',
        'a: &a b\n',
        '- *a\n',
        'kind: Secret\n',
        'data:\n',
        'environment:\n',
      ],
      beginnings: ['a: ', 'a:\n  ', 'a: [', 'a: {', 'a: "', "a: '", 'a: |\n ', 'a: &a b\nb: '],
      ends: ['x', '\n', ']\n', '}\n', '"\n', "'\n", ': 1\n', '\nb: 1\n'],
    },
    known: [
      knownCase('a: ', ['[']),
      knownCase('', ['- ']),
      knownCase('a: ', ['{a: ']),
      knownCase('a:\n  b: c\n', ['\n', '  #\n']),
      knownCase('', [`k${NUMBER}_client_secret: x\n`]),
      knownCase('a: [', ['a,'], ']\n'),
      knownCase('', ['---\n']),
      knownCase('', ['a: &a [*a]\n']),
      knownCase('a: &a [b]\nc:\n', ['- *a\n']),
      knownCase('a: &a {', ['b: c, '], '}\nd: {<<: [*a, *a]}\n'),
      knownCase('a: &a {b: c}\n', [`k${NUMBER}: &a {<<: *a}\n`]),
      knownCase('a: &a {b: c}\n', [`k${NUMBER}: &a {d: *a}\n`]),
      knownCase('', ['- name: a\n  value: b\n']),
      knownCase('env:\n', ['- client_secret=b\n']),
      knownCase('', ['- client_id: a\n  client_secret: b\n']),
      knownCase('kind: Secret\n', ['data: {client_secret: eA==}\n']),
      knownCase('image: a\n', ['environment:\n']),
      knownCase('', ['--- {client_secret: a}\n']),
      knownCase('{', [`k${NUMBER}_client_secret: x,`], '}\n'),
    ],
  },
};

/** Returns the scanners of all formats. */
export function formatScanners(): Promise<readonly Scanner[]> {
  return Promise.all(
    Object.values(ROWS)
      .flat()
      .map(async ({ file, ...row }): Promise<Scanner> => {
        const format = await formatOf(file);
        return { ...row, name: `a ${format.name} file (${file})`, run: text => use(format, file, text) };
      }),
  );
}

import { BLANKS, knownCase, LETTERS, type Scanner } from './scanner.ts';
import { NUMBER } from './worstCase.ts';

/** A file, and what the worst texts for its format are made of. */
export type FormatRow = Pick<Scanner, 'alphabet' | 'known'> & { readonly file: string };

export const XML_ROW: FormatRow = {
  file: 'web.config',
  alphabet: {
    fragments: [
      ...BLANKS,
      ...LETTERS,
      ...[
        '<',
        '>',
        '/>',
        '"',
        "'",
        '=',
        '&',
        '&amp;',
        '&#x',
        '<!--',
        '-->',
        '--',
        '<![CDATA[',
        ']]>',
        '<?a',
        '?>',
      ],
      ...[
        '<a>',
        '</a>',
        '<a/>',
        ' a="b"',
        '<appSettings>',
        '</appSettings>',
        '<add key="client_id" value=""/>',
      ],
      ...[
        `<add key="k${NUMBER}_client_secret" value="x"/>`,
        '<setting name="client_id"><value>',
        '</value></setting>',
      ],
    ],
    beginnings: ['<a>', '<configuration>', '<configuration><appSettings>', '<a b="', '<!DOCTYPE a [', '<!--'],
    ends: ['x', '</a>', '</configuration>', '</appSettings></configuration>', '">', ']>', '-->'],
  },
  known: [
    knownCase(
      '<configuration><appSettings>',
      [`<add key="k${NUMBER}_client_secret" value="x"/>`],
      '</appSettings></configuration>',
    ),
    knownCase('<configuration>', ['<appSettings/>'], '</configuration>'),
    knownCase('<a>', ['<a>']),
    knownCase('<!DOCTYPE a [', ['<!ENTITY a "&a;&a;">'], ']><a/>'),
  ],
};

export const TFVARS_ROW: FormatRow = {
  file: 'terraform.tfvars',
  alphabet: {
    fragments: [
      ...BLANKS,
      ...LETTERS,
      ...[
        '=',
        ':',
        '"',
        '\\',
        '\\"',
        '#',
        '//',
        '/*',
        '*/',
        '{',
        '}',
        '[',
        ']',
        ',',
        '${',
        '$${',
        '%{',
        '<<E\n',
        'E\n',
      ],
      ...[
        'a = 1\n',
        'client_id = ""\n',
        `k${NUMBER}_client_secret = "x"\n`,
        'a = {',
        'a = [',
        '"a",',
        '{},',
        'b = {}\n',
      ],
    ],
    beginnings: ['a = "', 'a = [', 'a = {\n', 'a = <<E\n', '/*'],
    ends: ['x', '\n', '"\n', ']\n', '}\n', 'E\n', '*/'],
  },
  known: [
    knownCase('', [`k${NUMBER}_client_secret = "x"\n`]),
    knownCase('a = [', ['[']),
    knownCase('a = {', [`k${NUMBER}_client_secret = "x"\n`], '}\n'),
    knownCase('', ['/*']),
    knownCase('a = <<E\n', ['x\n']),
  ],
};

const CODE_FRAGMENTS: readonly string[] = [
  ...BLANKS,
  ...LETTERS,
  ...[
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    ',',
    ';',
    ':',
    '=',
    '=>',
    '"',
    "'",
    '`',
    '\\',
    '${',
    '//',
    '/*',
    '*/',
    '|',
  ],
  ...[
    '{},',
    '[],',
    '(a)',
    '...a,',
    '{a,',
    '[a,',
    'a.',
    'a.\n',
    '=\n',
    'a?',
    ' as a',
    '<T>(',
    '||',
    '"x",',
    'a: ',
  ],
  ...['client_id: "",\n', `k${NUMBER}_client_secret: 'x',\n`],
];

export const JAVASCRIPT_ROW: FormatRow = {
  file: 'config.js',
  alphabet: {
    fragments: [
      ...CODE_FRAGMENTS,
      ...[
        'const ',
        'const a = ',
        'let a:\n',
        'export default ',
        'module.exports = {\n',
        "a['b']",
        '\na = ',
        `const k${NUMBER}_client_secret = 'x'\n`,
      ],
    ],
    beginnings: ['module.exports = {\n', 'export default [', 'const a = ', 'const a: ', 'a = `', 'a = /'],
    ends: ['x', '\n', '}\n', ']\n', ')', '`', '/', '*/'],
  },
  known: [
    knownCase('', [`const k${NUMBER}_client_secret = 'x'\n`]),
    knownCase('module.exports = {\n', [`k${NUMBER}_client_secret: 'x',\n`], '}\n'),
    knownCase('', ['let a:b\n']),
    knownCase('', ['a.\n']),
    knownCase('a = ', ['<T>(\n']),
    knownCase('module.exports = {\n', ['a: b ||\n'], 'c }\n'),
  ],
};

export const JSON5_ROW: FormatRow = {
  file: 'config.json5',
  alphabet: { fragments: CODE_FRAGMENTS, beginnings: ['{', '{\n', '['], ends: ['x', '}', ']', '*/'] },
  known: [knownCase('{\n', [`k${NUMBER}_client_secret: 'x',\n`], '}\n')],
};

export const HTTP_ROW: FormatRow = {
  file: 'token.http',
  alphabet: {
    fragments: [
      ...BLANKS,
      ...LETTERS,
      '@',
      '=',
      ':=',
      '#',
      '//',
      '{{',
      '}}',
      '# @prompt ',
      '@client_id = \n',
      `@k${NUMBER}_client_secret = x\n`,
      '###\n',
      'POST /token\n',
      'Content-Type: application/x-www-form-urlencoded\n\n',
      'Authorization: Basic ',
      '&client_id=',
      `&k${NUMBER}_client_secret=x`,
      '%41',
    ],
    beginnings: [
      '@a',
      '@a = ',
      '# @prompt',
      'POST /token\nContent-Type: application/x-www-form-urlencoded\n\n',
      'POST /token\nAuthorization: Basic ',
    ],
    ends: ['x', '\n', '=\n'],
  },
  known: [knownCase('', [`@k${NUMBER}_client_secret = x\n`]), knownCase('@a = x', [' '], 'x\n')],
};

const SCRIPT_FRAGMENTS: readonly string[] = [
  ...BLANKS,
  ...LETTERS,
  ...[
    '=',
    ':',
    '<-',
    '=>',
    ':=',
    '"',
    "'",
    '"""',
    '`',
    '\\',
    '\\"',
    '$',
    '${',
    '$(',
    '$env:',
    '%a%',
    '--',
    '--a ',
    '-a',
    '&',
  ],
  ...[
    'a=',
    'a="',
    '"a", "',
    'a("',
    '.a',
    '#define a ',
    'a: string = ',
    "a='",
    'a: ',
    "'a': ",
    'client_id=',
    'client_secret="x"\n',
    `k${NUMBER}_client_secret="x"\n`,
  ],
];
const SCRIPT_ALPHABET = {
  fragments: SCRIPT_FRAGMENTS,
  beginnings: ['a="', "a='", 'a = """', '$env:', '--a', 'a: a['],
  ends: ['x', '\n', '"', "'", '"""', ']'],
};
const SCRIPT_CASES = [
  knownCase('', [`k${NUMBER}_client_secret="x"\n`]),
  knownCase('', ['a="']),
  knownCase('', ['a=" a=\'']),
  knownCase('', ['--']),
  knownCase('--a', [' '], '-'),
];

/** Scripts of several languages. */
export const SCRIPT_ROWS: readonly FormatRow[] = [
  ...['a.py', 'a.sh', 'a.ps1', 'a.cmd', 'a.R', 'a.cs', 'a.go', 'a.php', 'a.rb', 'a.vb'],
].map(file => ({
  file,
  alphabet: SCRIPT_ALPHABET,
  known: SCRIPT_CASES,
}));

export const NOTEBOOK_ROW: FormatRow = {
  file: 'a.ipynb',
  alphabet: {
    fragments: [
      '\\n',
      'a',
      ' ',
      "'",
      '\\"',
      '\\\\',
      '\\u0041',
      '","',
      "client_id = 'x'\\n",
      `k${NUMBER}_client_secret = 'x'\\n`,
    ],
    beginnings: ['{"cells":[{"cell_type":"code","source":["', '{"cells":[{"cell_type":"code","source":"'],
    ends: ['"]}]}', '"}]}'],
  },
  known: [
    knownCase('{"cells":[{"cell_type":"code","source":"', [`k${NUMBER}_client_secret = 'x'\\n`], '"}]}'),
    knownCase('{"cells":[{"cell_type":"code","source":["', ["client_id = 'x'", '","'], '"]}]}'),
  ],
};

import { variablesOf } from '../../../src/editor/features/debug/launchVariables.ts';
import { splitArguments } from '../../../src/externalStores/splitArguments.ts';
import { findKnownShapes } from '../../../src/projectFiles/masking/knownShapes.ts';
import { KnownValues } from '../../../src/projectFiles/masking/knownValues.ts';
import { scanText } from '../../../src/projectFiles/masking/scanText.ts';
import { isCheapGlob } from '../../../src/projectFiles/search/cheapGlob.ts';
import { mentionsCredentials, namesCredentials } from '../../../src/projectFiles/search/credentialNames.ts';
import { userSecretsIdOf } from '../../../src/projectFiles/shapes/dotnet/userSecrets.ts';
import { launchConfigurations } from '../../../src/projectFiles/shapes/launch/launchFile.ts';
import { kindOfValue } from '../../../src/projectFiles/shapes/placeholderValue.ts';
import { ignoreLine } from '../../../src/projectFiles/writing/gitIgnore.ts';
import { redact } from '../../../src/secret/redaction.ts';
import { SecretText } from '../../../src/secret/secretText.ts';
import { BLANKS, knownCase, LETTERS, type Scanner } from './scanner.ts';
import { NUMBER } from './worstCase.ts';

// Every value of this type is known to the redaction.
const KNOWN = new SecretText('s3cret-s3cret');

/** What reads other texts than files of a format. */
export const OTHER_SCANNERS: readonly Scanner[] = [
  {
    name: 'the configurations of a launch.json',
    run: text => launchConfigurations(text, { folder: '/w', platform: 'linux', declared: () => undefined }),
    alphabet: {
      fragments: [' ', '//\n', '{},', '{"name":"a"},', '{"env":{"a":""}},', '{"envFile":".env"},', '"a":"",'],
      beginnings: ['{"configurations":[', '{"configurations":[{'],
      ends: [']}', '{}]}', '}]}'],
    },
    known: [knownCase('{"configurations":[', ['{"name":"a"},'], '{}]}')],
  },
  {
    name: 'the variables of a launch configuration',
    run: text => variablesOf({ type: 'node', args: [text], env: { A: text } }, ['env']),
    alphabet: {
      fragments: [...LETTERS, '{', '}', ':', '${', '${clientCredentials:', '${clientCredentials:a:'],
      beginnings: ['${clientCredentials:'],
      ends: ['x', '}'],
    },
    known: [knownCase('${clientCredentials:', ['a']), knownCase('', ['${clientCredentials:'])],
  },
  {
    name: 'a .NET project file',
    run: text => [mentionsCredentials(text), namesCredentials(text), userSecretsIdOf(text)],
    alphabet: {
      fragments: [
        ...BLANKS,
        ...LETTERS,
        '<',
        '>',
        '<!',
        '<!-',
        '<!--',
        '-->',
        '--',
        '<UserSecretsId>',
        '</UserSecretsId>',
        '<UserSecretsId',
        '</',
        'client',
        'clientapplication',
      ],
      beginnings: ['<UserSecretsId>', '<!--'],
      ends: ['x', '</UserSecretsId>', '-->'],
    },
    known: [knownCase('<UserSecretsId>', [' ']), knownCase('', ['<!--']), knownCase('', ['<UserSecretsId>'])],
  },
  {
    name: 'a value',
    run: kindOfValue,
    alphabet: {
      fragments: [
        ...BLANKS,
        ...LETTERS,
        '<',
        '>',
        '{',
        '}',
        '[',
        ']',
        '(',
        ')',
        '${',
        '$(',
        'x',
        '*',
        '#{',
        '<%',
        'ENC(',
        'placeholder',
        'your-',
        'put_',
        'op://',
      ],
      beginnings: ['<', '{{', '[', '${', '$(', '%', '@Microsoft.KeyVault('],
      ends: ['x', '>', '}}', ']', ')', '%'],
    },
    known: [],
  },
  {
    name: 'secrets in any text',
    run: text => {
      const known = new KnownValues();
      for (const { start, end } of scanText(text, [])) known.add(text.slice(start, end));
      return [known.find(text), findKnownShapes(text)];
    },
    alphabet: {
      fragments: [
        ...BLANKS,
        ...LETTERS,
        ...[
          '"',
          "'",
          '`',
          '\\',
          '\\"',
          ',',
          ';',
          ':',
          '=',
          '&',
          '|',
          '*',
          '[',
          ']',
          '{',
          '}',
          '<',
          '>',
          '#',
          '//',
        ],
        ...[
          'secret',
          'secret=',
          'secret:',
          'secret:\n',
          '"secret":"',
          '&secret=x',
          ';secret=x',
          'secret=[',
          'secret={',
        ],
        ...[
          'name=',
          'name=secret ',
          'value=x ',
          'value=',
          '--secret ',
          '<secret',
          `$\{secret`,
          '- ',
          `$\{x:-`,
          'bearer ',
        ],
        ...[
          'https://',
          ':x@',
          '-----BEGIN ',
          'PRIVATE KEY-----',
          '-----END',
          'eyJ',
          `secret=abcdefgh${NUMBER} `,
        ],
      ],
      beginnings: ['secret=', '"secret":"', 'secret:\n', '-----BEGIN PRIVATE KEY-----', "'"],
      ends: ['x', '"', '\n', '@'],
    },
    known: [
      knownCase('', ['"&secret=x']),
      knownCase('', ['secret=[']),
      knownCase('', ['secret:\n']),
      knownCase('', ['-----BEGIN ']),
      knownCase('', [`secret=${NUMBER}abcdefghi `]),
      knownCase('secret=', ['a'], ' aaaaaaaaaaaaaaaa'),
      ...['name=', 'value=', 'name=[', 'name={', 'type=} '].map(run => knownCase("'", [run, 'secret:\n'])),
      knownCase('secret=', ['}'], 'x'),
      knownCase('value=x ', ['name=b ']),
    ],
  },
  {
    name: 'a text for the log',
    run: text => redact(`${text} ${KNOWN.reveal()}`),
    alphabet: {
      fragments: [
        ...BLANKS,
        ...LETTERS,
        '"',
        "'",
        ',',
        ';',
        ':',
        '=',
        '&',
        'bearer',
        'bearer ',
        'eyJ',
        'eyJaaaaaaaaaaaa.',
        '"client_secret"',
        '"client_secret":',
        '"client_secret":"',
        'client_secret=',
        'password=a',
        's3cret',
      ],
      beginnings: ['bearer ', '"client_secret"', 'password='],
      ends: ['x', '"', '&'],
    },
    known: [knownCase('', ['eyJaaaaaaaaaaaa.'])],
  },
  {
    name: 'the arguments of a command',
    run: splitArguments,
    alphabet: {
      fragments: [...BLANKS, ...LETTERS, '"', "'", '\\', '\\"', '""', '" ', "''", "' "],
      beginnings: ['"', "'", 'a '],
      ends: ['x', '"', "'"],
    },
    known: [],
  },
  {
    name: 'a pattern of files and a name that becomes one',
    run: text => [isCheapGlob(text), ignoreLine(`/w/${text}`, '/w')],
    alphabet: {
      fragments: [...BLANKS, ...LETTERS, '*', '?', '[', ']', '{', '}', '\\', '!', '(', ','],
      beginnings: ['a'],
      ends: ['x', '/'],
    },
    known: [knownCase('', [' '], 'x')],
  },
];

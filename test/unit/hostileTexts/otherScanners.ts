import { variablesOf } from '../../../src/editor/features/debug/launchVariables.ts';
import { splitArguments } from '../../../src/externalStores/splitArguments.ts';
import { isCheapGlob } from '../../../src/projectFiles/search/cheapGlob.ts';
import { userSecretsIdOf } from '../../../src/projectFiles/shapes/dotnet/userSecrets.ts';
import { mentionsCredentials } from '../../../src/projectFiles/shapes/fieldMapping.ts';
import { launchConfigurations } from '../../../src/projectFiles/shapes/launch/launchFile.ts';
import { isPlaceholder, isReference } from '../../../src/projectFiles/shapes/placeholderValue.ts';
import { ignoreLine } from '../../../src/projectFiles/writing/gitIgnore.ts';
import { redact } from '../../../src/secret/redaction.ts';
import { SecretText } from '../../../src/secret/secretText.ts';
import { BLANKS, knownCase, LETTERS, type Scanner } from './scanner.ts';

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
    run: text => [mentionsCredentials(text), userSecretsIdOf(text)],
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
    run: text => [isPlaceholder(text), isReference(text)],
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
        'placeholder',
        'your-',
        'op://',
      ],
      beginnings: ['<', '{{', '[', '${', '$(', '%', '@Microsoft.KeyVault('],
      ends: ['x', '>', '}}', ']', ')', '%'],
    },
    known: [],
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

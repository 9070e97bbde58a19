import { hideText, parseSecretJson } from '../contents/secretJson.ts';
import type { StorePlace } from '../storePlace.ts';
import type { Seen, StoreCall, StorePreset, StoreQuestion } from '../storePreset.ts';
import { unless } from './unless.ts';

const secretOf = ({ vault = '', name = '' }: StorePlace): readonly string[] => [
  ...['--vault-name', vault, '--name', name],
];

interface Answer {
  readonly value?: string;
  readonly contentType?: string | null;
  readonly tags?: Readonly<Record<string, string>> | null;
}

async function look(place: StorePlace, { ask }: StoreQuestion): Promise<Seen> {
  const reading = ask(['keyvault', 'secret', 'show', ...secretOf(place), '--output', 'json']);
  const found = await unless(reading, { missing: 'absent' });
  if (found === 'absent') return { state: 'absent', place };
  const { value, contentType, tags } = parseSecretJson(found) as Answer;
  const kept = Object.entries(tags ?? {}).map(([tag, text]) => `${tag}=${text}`);
  return {
    state: 'present',
    place,
    holds: true,
    value: hideText(value),
    // A new version has only what it is given.
    args: [
      ...(contentType ? [`--description=${contentType}`] : []),
      ...(kept.length > 0 ? ['--tags', ...kept] : []),
    ],
  };
}

// The vault has one call for both: a new version, which leaves earlier ones as they are.
const set: StoreCall = {
  args: (place, { args = [] }) => [
    ...['keyvault', 'secret', 'set', ...secretOf(place), '--file', '/dev/stdin', '--encoding', 'utf-8'],
    ...['--output', 'none', ...args],
  ],
  opensInput: true,
};

/** Azure Key Vault, by `az`. @see https://learn.microsoft.com/cli/azure/keyvault/secret */
export const azureKeyVault: StorePreset = {
  id: 'azureKeyVault',
  program: 'az',
  // Its log file would have the body of the request.
  env: { PYTHONUTF8: '1', AZURE_CORE_NO_COLOR: 'true', AZURE_LOGGING_ENABLE_LOG_FILE: 'no' },
  asked: [
    { field: 'vault', accepts: text => /^[a-z\d-]{3,24}$/i.test(text) },
    { field: 'name', suggested: 'connect-client-secret', accepts: text => /^[a-z\d-]{1,127}$/i.test(text) },
  ],
  look,
  create: set,
  update: set,
  failures: [
    [/ObjectIsDeletedButRecoverable/, 'exists'],
    [/az login|AADSTS\d|No subscription found/i, 'signedOut'],
    [/SecretNotFound/, 'missing'],
    [/Forbidden|AccessDenied|does not have secrets/i, 'denied'],
    [/unrecognized arguments|is misspelled or not recognized/i, 'tooOld'],
  ],
};

import { hideText, parseSecretJson } from '../contents/secretJson.ts';
import { StoreError } from '../storeError.ts';
import type { StorePlace } from '../storePlace.ts';
import type { Seen, StorePreset, StoreQuestion } from '../storePreset.ts';
import { unless } from './unless.ts';
import { withoutSlashes } from './withoutSlashes.ts';

/** What the program uses when the variable isn't set. */
const DEFAULT_ADDRESS = 'https://127.0.0.1:8200';

/** An address with a password stays in the variable: arguments can be read by every process, and records are on disk. */
function addressIn({ VAULT_ADDR, VAULT_AGENT_ADDR }: StoreQuestion['env']): string {
  if (VAULT_ADDR) return VAULT_ADDR.includes('@') ? '' : VAULT_ADDR;
  return VAULT_AGENT_ADDR ? '' : DEFAULT_ADDRESS;
}

/** Never another server because a variable has changed since. */
const onServer = ({ address, namespace }: StorePlace): readonly string[] => [
  ...(address ? [`-address=${address}`] : []),
  ...(namespace ? [`-namespace=${namespace}`] : []),
];

const dataOf = ({ path = '', key = '' }: StorePlace): readonly string[] => [path, `${key}=-`];

/** Version 1 of the engine has neither a patch nor a write that creates only. */
async function requireVersion2(place: StorePlace, { ask }: StoreQuestion): Promise<void> {
  const mount = `sys/internal/ui/mounts/${place.path ?? ''}`;
  const answer = parseSecretJson(await ask(['read', '-format=json', ...onServer(place), mount]));
  const { type, options } = (answer as MountAnswer).data ?? {};
  if (type !== 'kv' || options?.version !== '2') throw new StoreError('tooOld', 'vault');
}

interface MountAnswer {
  readonly data?: { readonly type?: string; readonly options?: { readonly version?: string } | null };
}

interface ReadAnswer {
  readonly data?: {
    readonly data?: Readonly<Record<string, unknown>> | null;
    readonly metadata?: { readonly version?: number };
  };
}

async function look(written: StorePlace, question: StoreQuestion): Promise<Seen> {
  const { ask, env } = question;
  const place = {
    ...written,
    path: withoutSlashes(written.path ?? ''),
    address: written.address ?? addressIn(env),
    namespace: written.namespace ?? env.VAULT_NAMESPACE ?? '',
  };
  await requireVersion2(place, question);
  const reading = ask(['kv', 'get', '-format=json', ...onServer(place), place.path]);
  const found = await unless(reading, { missing: 'absent', denied: 'unknown' });
  if (found === 'absent') return { state: 'absent', place, args: ['-cas=0'] };
  // `-cas=0` also refuses what can't be read.
  if (found === 'unknown') return { state: 'unknown', place, args: ['-cas=0'] };
  const { data, metadata } = (parseSecretJson(found) as ReadAnswer).data ?? {};
  // Deleted, but earlier versions can be restored: a new version leaves them.
  if (!data) return { state: 'absent', place, args: [`-cas=${metadata?.version ?? 0}`] };
  const value = Object.hasOwn(data, place.key ?? '') ? data[place.key ?? ''] : undefined;
  return { state: 'present', place, holds: value !== undefined, value: hideText(value) };
}

/** Keys of version 2 of the KV secrets engine, by `vault`. @see https://developer.hashicorp.com/vault/docs/commands/kv */
export const vault: StorePreset = {
  id: 'vault',
  program: 'vault',
  asked: [
    {
      field: 'path',
      suggested: 'secret/connect',
      accepts: text => !/\s/.test(text) && text === withoutSlashes(text) && text.includes('/'),
    },
    {
      field: 'key',
      suggested: 'client_secret',
      // What begins with @ is the name of a file to the program, and what is behind an equals sign is a value.
      accepts: text => /^[^\s@=-][^\s=]*$/.test(text),
      reserved: ['adh_client_id', 'client_id'],
    },
  ],
  look,
  create: {
    args: (place, { args = [] }) => ['kv', 'put', ...args, ...onServer(place), ...dataOf(place)],
    guards: true,
  },
  update: { args: place => ['kv', 'patch', ...onServer(place), ...dataOf(place)], guards: true },
  failures: [
    [/check-and-set parameter did not match/i, 'exists'],
    [/engine mount must be version 2/i, 'tooOld'],
    [/flag provided but not defined|unknown (?:flag|command)/i, 'tooOld'],
    [/invalid token|missing client token|Code: 401/i, 'signedOut'],
    [/Code: 403|permission denied/i, 'denied'],
    [/No (?:value|data|metadata) found|no handler for route|Code: 404/i, 'missing'],
  ],
};

import { splitArguments } from './splitArguments.ts';
import type { StoreId, StorePreset } from './storePreset.ts';

const optional = (flag: string, value: string | undefined): readonly string[] => (value ? [flag, value] : []);

/** Standard input, for programs that read a value only from a file. */
const STANDARD_INPUT = '/dev/stdin';

/** All stores; adding one is adding a row. Each uses the store's own program as documented. */
export const STORE_PRESETS: readonly StorePreset[] = [
  {
    id: 'githubActions',
    program: 'gh',
    asked: [
      { field: 'name', suggested: 'ADH_CLIENT_SECRET' },
      { field: 'repository', optional: true },
    ],
    args: ({ name = '', repository }) => ['secret', 'set', name, ...optional('--repo', repository)],
  },
  {
    id: 'vault',
    program: 'vault',
    asked: [
      { field: 'path', suggested: 'secret/connect' },
      { field: 'key', suggested: 'client_secret' },
    ],
    args: ({ path = '', key = '' }) => ['kv', 'patch', path, `${key}=-`],
  },
  {
    id: 'vaultNew',
    program: 'vault',
    asked: [
      { field: 'path', suggested: 'secret/connect' },
      { field: 'key', suggested: 'client_secret' },
    ],
    args: ({ path = '', key = '' }) => ['kv', 'put', path, `${key}=-`],
  },
  {
    id: 'azureKeyVault',
    program: 'az',
    asked: [{ field: 'vault' }, { field: 'name', suggested: 'connect-client-secret' }],
    args: ({ vault = '', name = '' }) => [
      ...['keyvault', 'secret', 'set', '--vault-name', vault, '--name', name],
      ...['--file', STANDARD_INPUT, '--encoding', 'utf-8', '--output', 'none'],
    ],
    posixOnly: true,
  },
  {
    id: 'awsSecretsManager',
    program: 'aws',
    asked: [{ field: 'name', suggested: 'connect/client-secret' }],
    args: ({ name = '' }) => [
      ...['secretsmanager', 'put-secret-value', '--secret-id', name],
      ...['--secret-string', `file://${STANDARD_INPUT}`],
    ],
    posixOnly: true,
  },
  {
    id: 'onePassword',
    program: 'op',
    asked: [
      { field: 'vault', optional: true },
      { field: 'name', suggested: 'CONNECT data services' },
    ],
    args: ({ vault }) => ['item', 'create', ...optional('--vault', vault), '-'],
    input: ({ clientId, secret }, { name = '' }) =>
      JSON.stringify({
        title: name,
        category: 'API_CREDENTIAL',
        fields: [
          { id: 'username', type: 'STRING', label: 'username', value: clientId },
          { id: 'credential', type: 'CONCEALED', label: 'credential', value: secret },
        ],
      }),
  },
  {
    id: 'kubernetes',
    program: 'kubectl',
    asked: [
      { field: 'name', suggested: 'connect-credentials' },
      { field: 'key', suggested: 'ADH_CLIENT_SECRET' },
      { field: 'namespace', optional: true },
    ],
    // Client-side apply would save the whole manifest, with the value, in an annotation. No validation, because a user who may
    // write secrets may not have permission to read the schemas.
    args: ({ namespace }) => [
      ...['apply', '--server-side', '--force-conflicts', '--validate=false', '--filename', '-'],
      ...optional('--namespace', namespace),
    ],
    input: ({ clientId, secret }, { name = '', key = '' }) =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name },
        type: 'Opaque',
        stringData: { ADH_CLIENT_ID: clientId, [key]: secret },
      }),
  },
  {
    id: 'pass',
    program: 'pass',
    asked: [{ field: 'name', suggested: 'connect/client-secret' }],
    args: ({ name = '' }) => ['insert', '--multiline', '--force', name],
  },
  {
    id: 'custom',
    program: '',
    asked: [{ field: 'program' }, { field: 'arguments', optional: true }],
    args: ({ arguments: written = '' }) => splitArguments(written) ?? [],
  },
];

/** Returns the row of a store. */
export function presetOf(id: StoreId): StorePreset {
  const preset = STORE_PRESETS.find(row => row.id === id);
  if (!preset) throw new RangeError(`unknown store ${id}`);
  return preset;
}

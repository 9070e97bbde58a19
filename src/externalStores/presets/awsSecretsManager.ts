import { composeSecretJson, hideText, openText, parseSecretJson } from '../contents/secretJson.ts';
import { StoreError } from '../storeError.ts';
import type { StorePlace } from '../storePlace.ts';
import type { Seen, StorePreset, StoreQuestion } from '../storePreset.ts';
import { unless } from './unless.ts';

/** Standard input, which the program reads only as a file. */
const VALUE = ['--secret-string', 'file:///dev/stdin', '--output', 'json'];

/** An ARN names account and region: never another secret because settings have changed since. */
const secretOf = ({ arn, name = '' }: StorePlace): readonly string[] => {
  const region = arn?.split(':')[3];
  return ['--secret-id', arn ?? name, ...(region ? ['--region', region] : [])];
};

interface Answer {
  readonly ARN?: string;
  readonly SecretString?: string;
}

const learnArn = (output: Parameters<typeof parseSecretJson>[0]): StorePlace => {
  const { ARN } = parseSecretJson(output) as Answer;
  return ARN === undefined ? {} : { arn: ARN };
};

async function look(place: StorePlace, { ask }: StoreQuestion): Promise<Seen> {
  const reading = ask(['secretsmanager', 'get-secret-value', ...secretOf(place), '--output', 'json']);
  const found = await unless(reading, { missing: 'absent', denied: 'unknown' });
  if (found === 'absent' || found === 'unknown') return { state: found, place };
  const { ARN, SecretString } = parseSecretJson(found) as Answer;
  const content = hideText(SecretString);
  if (!content) throw new StoreError('unfit', 'aws');
  const seen = { state: 'present', place: { ...place, arn: ARN ?? place.arn ?? '' }, content } as const;
  const object = objectIn(content);
  if (!place.key) {
    // A bare value would take the place of all keys.
    if (object) throw new StoreError('unclear', 'aws', { field: 'key' });
    return { ...seen, holds: true, value: content };
  }
  if (!object) throw new StoreError('unfit', 'aws');
  return {
    ...seen,
    holds: Object.hasOwn(object, place.key),
    value: Object.hasOwn(object, place.key) ? hideText(object[place.key]) : undefined,
  };
}

function objectIn(content: NonNullable<Seen['content']>): Readonly<Record<string, unknown>> | undefined {
  if (!openText(content).trimStart().startsWith('{')) return undefined;
  try {
    return { ...parseSecretJson(content) };
  } catch {
    return undefined;
  }
}

/** AWS Secrets Manager, by `aws`. @see https://docs.aws.amazon.com/cli/latest/reference/secretsmanager/ */
export const awsSecretsManager: StorePreset = {
  id: 'awsSecretsManager',
  program: 'aws',
  // Secrets are UTF-8, whatever the language of the machine.
  env: {
    AWS_PAGER: '',
    AWS_CLI_FILE_ENCODING: 'UTF-8',
    AWS_CLI_OUTPUT_ENCODING: 'UTF-8',
    PYTHONUTF8: '1',
  },
  asked: [
    {
      field: 'name',
      suggested: 'connect/client-secret',
      accepts: text => text.length <= 512 && /^[\w/+=.@-]+$/.test(text),
    },
    { field: 'key', optional: true, reserved: ['adh_client_id', 'client_id'] },
  ],
  look,
  create: {
    args: ({ name = '' }) => ['secretsmanager', 'create-secret', '--name', name, ...VALUE],
    input: ({ secret }, { place: { key } }) =>
      key ? composeSecretJson(open => ({ [key]: open(secret) })) : secret,
    opensInput: true,
    guards: true,
    learn: learnArn,
  },
  update: {
    args: place => ['secretsmanager', 'put-secret-value', ...secretOf(place), ...VALUE],
    input: async ({ secret }, { place: { key }, content }) => {
      if (!key || !content) return secret;
      const { setInSecretJson } = await import('../contents/jsonEdit.ts');
      const edited = setInSecretJson(content, [key], secret);
      if (!edited) throw new StoreError('unfit', 'aws');
      return edited;
    },
    opensInput: true,
    learn: learnArn,
  },
  failures: [
    [/ResourceExistsException/, 'exists'],
    [/ResourceNotFoundException/, 'missing'],
    [/AccessDenied|not authorized to perform/i, 'denied'],
    [
      /Unable to locate credentials|ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SSO session|has expired|aws (?:sso )?login/i,
      'signedOut',
    ],
    [/Unknown options|Invalid choice/i, 'tooOld'],
  ],
};

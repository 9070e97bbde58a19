import { composeSecretJson, encodeSecret, hideBase64, parseSecretJson } from '../contents/secretJson.ts';
import { StoreError } from '../storeError.ts';
import type { StorePlace } from '../storePlace.ts';
import type { Seen, StoreCall, StorePreset, StoreQuestion } from '../storePreset.ts';
import { unless } from './unless.ts';

/** The key that a new Secret gets besides the value's. */
const ID_KEY = 'ADH_CLIENT_ID';

interface Configuration {
  readonly 'current-context'?: string;
  readonly contexts?: readonly { readonly context?: { readonly namespace?: string } }[];
}

interface SecretObject {
  readonly data?: Readonly<Record<string, string>> | null;
  readonly immutable?: boolean;
}

/** Never another cluster or namespace because somebody has switched the context since. */
const where = ({ context, namespace }: StorePlace): readonly string[] => [
  ...(context ? [`--context=${context}`] : []),
  ...(namespace ? [`--namespace=${namespace}`] : []),
];

async function complete(place: StorePlace, { ask }: StoreQuestion): Promise<StorePlace> {
  if (place.context && place.namespace) return place;
  const context = place.context ? [`--context=${place.context}`] : [];
  const reading = ask(['config', 'view', '--minify', '--output=json', ...context]);
  // Inside a cluster there is no configuration.
  const found = await unless(reading, { refused: 'none' });
  if (found === 'none') return place;
  const { 'current-context': current, contexts } = parseSecretJson(found) as Configuration;
  return {
    ...place,
    context: place.context ?? current ?? '',
    namespace: place.namespace || contexts?.[0]?.context?.namespace || 'default',
  };
}

async function look(written: StorePlace, question: StoreQuestion): Promise<Seen> {
  const place = await complete(written, question);
  const { name = '', key = '' } = place;
  const reading = question.ask(['get', 'secret', name, '--output=json', ...where(place)]);
  const content = await unless(reading, { missing: 'absent', denied: 'unknown' });
  if (content === 'absent' || content === 'unknown') return { state: content, place };
  const { data, immutable } = parseSecretJson(content) as SecretObject;
  if (immutable) throw new StoreError('unfit', 'kubectl');
  const holds = Object.hasOwn(data ?? {}, key);
  return { state: 'present', place, content, holds, value: holds ? hideBase64(data?.[key]) : undefined };
}

// A program on Windows can't open its standard input as a file. The version that was read is part of what is written, so that
// the cluster refuses it when someone else was faster.
const replace: StoreCall = {
  args: place => ['replace', '--validate=false', '--filename=-', ...where(place)],
  input: async ({ secret }, { place: { key = '' }, content }) => {
    const { setInSecretJson } = await import('../contents/jsonEdit.ts');
    const edited = content && setInSecretJson(content, ['data', key], encodeSecret(secret));
    if (!edited) throw new StoreError('unfit', 'kubectl');
    return edited;
  },
};

/** Kubernetes Secrets, by `kubectl`. @see https://kubernetes.io/docs/reference/kubectl/generated/ */
export const kubernetes: StorePreset = {
  id: 'kubernetes',
  program: 'kubectl',
  asked: [
    {
      field: 'name',
      suggested: 'connect-credentials',
      accepts: text => /^[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?$/.test(text),
    },
    {
      field: 'key',
      suggested: 'ADH_CLIENT_SECRET',
      accepts: text => /^[-.\w]{1,253}$/.test(text),
      reserved: [ID_KEY.toLowerCase()],
    },
    { field: 'namespace', optional: true, accepts: text => /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/.test(text) },
  ],
  look,
  create: {
    // `apply` would save the whole manifest, with the value, in an annotation. No validation, because a user who may write
    // secrets may not have permission to read the schemas.
    args: place => ['create', '--validate=false', '--filename=-', ...where(place)],
    input: ({ clientId, secret }, { place: { name = '', key = '' } }) =>
      composeSecretJson(open => ({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name },
        type: 'Opaque',
        stringData: { [ID_KEY]: clientId, [key]: open(secret) },
      })),
    guards: true,
  },
  update: {
    args: place => [
      ...['patch', 'secret', place.name ?? '', '--type=merge', '--patch-file=/dev/stdin', ...where(place)],
    ],
    input: ({ secret }, { place: { key = '' } }) =>
      composeSecretJson(open => ({ data: { [key]: open(encodeSecret(secret)) } })),
    opensInput: true,
    guards: true,
    windows: replace,
  },
  failures: [
    [/\(AlreadyExists\)/, 'exists'],
    [/\(NotFound\)/, 'missing'],
    [/\(Conflict\)/, 'changedMeanwhile'],
    [/\(Forbidden\)/, 'denied'],
    [/\bUnauthorized\b|must be logged in|provide credentials/i, 'signedOut'],
    [/unknown (?:flag|command|shorthand)/i, 'tooOld'],
  ],
};

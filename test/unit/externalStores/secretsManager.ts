import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A secret of AWS: text, or bytes in base64. */
export interface AwsSecret {
  readonly text?: string;
  readonly bytes?: string;
}

type Body = Readonly<Record<string, string>>;

const arnOf = (name: string) => `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${name}-AbCdEf`;

/** The actions on a secret that exists. */
const ACTIONS: Readonly<
  Record<string, (name: string, body: Body, secrets: Map<string, AwsSecret>) => object>
> = {
  GetSecretValue: (name, _body, secrets) => {
    const { text, bytes } = secrets.get(name) ?? {};
    return { SecretString: text, SecretBinary: bytes };
  },
  PutSecretValue: (name, { SecretString = '' }, secrets) => {
    secrets.set(name, { text: SecretString });
    return { VersionId: 'v' };
  },
};

/**
 * Starts the part of AWS Secrets Manager on 127.0.0.1 that is used, as its API reference documents it.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html
 */
export async function startSecretsManager() {
  const secrets = new Map<string, AwsSecret>();
  const state = { denies: [] as readonly string[] };
  const create = ({ Name = '', SecretString = '' }: Body) => {
    if (secrets.has(Name)) return { error: 'ResourceExistsException' };
    secrets.set(Name, { text: SecretString });
    return { ARN: arnOf(Name), Name, VersionId: 'v' };
  };
  const answer = (target: string, body: Body, region: string) => {
    const action = /^secretsmanager\.(?<action>\w+)$/.exec(target)?.groups?.action ?? '';
    if (state.denies.includes(action)) return { error: 'AccessDeniedException' };
    if (action === 'CreateSecret') return create(body);
    const id = body.SecretId ?? '';
    const name = [...secrets.keys()].find(each => id === each || id === arnOf(each));
    // A secret of one region isn't known in another.
    if (name === undefined || region !== 'eu-west-1') return { error: 'ResourceNotFoundException' };
    const answered = ACTIONS[action]?.(name, body, secrets);
    return answered ? { ARN: arnOf(name), Name: name, ...answered } : { error: 'UnknownOperationException' };
  };
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const region = /\/(?<region>[\w-]+)\/secretsmanager\//.exec(request.headers.authorization ?? '')?.groups
      ?.region;
    const body = JSON.parse(Buffer.concat(chunks).toString());
    const answered = answer(String(request.headers['x-amz-target']), body, region ?? '');
    const isError = 'error' in answered;
    response.writeHead(isError ? 400 : 200, { 'Content-Type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(isError ? { __type: answered.error, message: 'no' } : answered));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    secrets,
    state,
    address: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

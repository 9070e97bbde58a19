import path from 'node:path';
import type { FileBinding } from '../../../credentials/records/bindings.ts';
import { dotenvFormat } from '../../../projectFiles/formats/dotenv/dotenvFormat.ts';
import { ENVIRONMENT_VARIABLES, withoutEndSlash } from '../../../projectFiles/shapes/field.ts';

/** A command that gets a token with the credential. It names variables and never has a value of a secret. */
export interface RunSnippet {
  readonly language: 'node' | 'curl';
  /** The folder in which it runs, absolute; missing: a terminal that has the credential as variables. */
  readonly folder?: string | undefined;
  readonly text: string;
}

/** What a snippet is written for. */
export interface SnippetSubject {
  /** Base URL of the service. */
  readonly resource: string;
  /** The files that have the credential. */
  readonly bindings: readonly FileBinding[];
  readonly platform: NodeJS.Platform;
}

/** Returns the commands that try a credential: the first one needs the least. */
export function runSnippets({ resource, bindings, platform }: SnippetSubject): readonly RunSnippet[] {
  const address = quotable(`${withoutEndSlash(resource)}/identity/connect/token`);
  const inFile = bindings.flatMap(binding => fileVariables(binding) ?? [])[0];
  const inTerminal = { id: variableOf('clientId'), secret: variableOf('clientSecret') };
  return [
    {
      language: 'node',
      folder: inFile?.folder,
      text: nodeText(address, inFile ?? inTerminal, inFile && ` --env-file=${quotedIfNeeded(inFile.file)}`),
    },
    // Its syntax is that of a POSIX shell.
    ...(platform === 'win32' ? [] : [{ language: 'curl', text: curlText(address, inTerminal) } as const]),
  ];
}

const variableOf = (field: 'clientId' | 'clientSecret'): string =>
  ENVIRONMENT_VARIABLES.find(([name]) => name === field)?.[1] ?? field;

interface Variables {
  readonly id: string;
  readonly secret: string;
}

const IS_VARIABLE = /^[A-Za-z_]\w*$/;
/** Paths that mean the same in every shell, in double quotes at most. */
const IS_PLAIN_PATH = /^[\w./ -]+$/;

/** Returns the variables of a `.env` file that Node.js can read; `undefined` for other files. */
function fileVariables({
  file,
  folder,
  clientIdKey,
  clientSecretKey,
  proof,
}: FileBinding): (Variables & { readonly file: string; readonly folder: string }) | undefined {
  const relative = path.relative(folder, file).split(path.sep).join('/');
  const [[id], [secret]] = [clientIdKey ?? [], clientSecretKey ?? []];
  const isReadable = proof && dotenvFormat.matches(path.basename(file)) && IS_PLAIN_PATH.test(relative);
  if (!isReadable || !id || !secret || !IS_VARIABLE.test(id) || !IS_VARIABLE.test(secret)) return undefined;
  return { id, secret, file: relative, folder };
}

const quotedIfNeeded = (file: string): string => (file.includes(' ') ? `"${file}"` : file);

/** Encodes what shells replace in double quotes; in an address, it means the same. */
const quotable = (address: string): string =>
  address.replace(/["'$`!\\]/g, character => `%${character.charCodeAt(0).toString(16)}`);

/**
 * The code has single quotes only, so that it can stand in double quotes in POSIX shells and PowerShell.
 *
 * @see Node.js documentation: *Command-line API*, `--env-file`
 */
const nodeText = (address: string, { id, secret }: Variables, envFile = ''): string =>
  `node${envFile} --input-type=module -e "
const { ${id}: id, ${secret}: secret } = process.env;
const address = '${address}';
const grant = { grant_type: 'client_credentials', client_id: id, client_secret: secret };
const answer = await fetch(address, { method: 'POST', body: new URLSearchParams(grant) });
const { expires_in: seconds, error } = await answer.json();
console.log(answer.ok ? 'Token lifetime: ' + seconds + ' s' : answer.status + ' ' + error);
"`;

/**
 * The secret goes over standard input: other users of the machine can read the arguments of programs.
 *
 * @see curl's manual: `--data-urlencode name@filename`
 */
const curlText = (address: string, { id, secret }: Variables): string =>
  `printf %s "$${secret}" | curl -sS '${address}' \\
  -d grant_type=client_credentials -d "client_id=$${id}" \\
  --data-urlencode client_secret@- -o /dev/null -w 'Status: %{http_code}\\n'`;

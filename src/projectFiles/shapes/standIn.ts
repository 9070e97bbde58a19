import path from 'node:path';
import type { KeyPath } from '../formats/fileFormat.ts';
import { isLaunchFile } from '../formats/json/launchFormat.ts';
import { samePath } from '../formats/keyPathMap.ts';
import { ENVIRONMENT_VARIABLES } from './field.ts';
import { credentialVariable, type DeclaredAttributes, launchConfigurations } from './launch/launchFile.ts';

/** A text that can replace a client secret in a file, because the program that reads the file inserts the secret. */
export interface StandIn {
  /** `launchVariable`: this extension puts it in; `environment`: the program that reads the file takes it from its environment. */
  readonly kind: 'launchVariable' | 'environment';
  readonly text: string;
}

/** A key of a file that has a client secret. */
export interface SecretKey {
  /** Absolute path. */
  readonly file: string;
  /** The workspace folder. */
  readonly folder: string;
  readonly text: string;
  readonly keyPath: KeyPath;
  readonly clientId: string;
  readonly platform: NodeJS.Platform;
  readonly declared: DeclaredAttributes;
}

const [, VARIABLE = ''] = ENVIRONMENT_VARIABLES.find(([field]) => field === 'clientSecret') ?? [];

/** Files whose readers put variables of their environment in, and how these are written there. */
const READERS: readonly (readonly [fileName: RegExp, reference: string])[] = [
  // Docker Compose, in every value of the file (Compose specification, *Interpolation*).
  [/^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/i, `\${${VARIABLE}}`],
  // Spring Boot, Quarkus and Micronaut.
  [/^(?:application|bootstrap)(?:-[\w.-]+)?\.(?:properties|ya?ml)$/i, `\${${VARIABLE}}`],
  // The Serverless Framework.
  [/^serverless(?:\.[\w-]+)?\.ya?ml$/i, `\${env:${VARIABLE}}`],
];

/** Returns what can stand for a client secret at a key; `undefined` if what reads the file takes any text literally. */
export function standInFor(key: SecretKey): StandIn | undefined {
  if (isLaunchFile(key.file)) {
    const text = credentialVariable(key.clientId, 'clientSecret');
    return isEnvironment(key) ? { kind: 'launchVariable', text } : undefined;
  }
  const reader = READERS.find(([fileName]) => fileName.test(path.basename(key.file)));
  return reader && { kind: 'environment', text: reader[1] };
}

/** Tells whether a key of the editor's launch configurations is a variable that its program gets. */
function isEnvironment({ text, keyPath, folder, platform, declared }: SecretKey): boolean {
  const around = keyPath.slice(0, -1);
  return launchConfigurations(text, { folder, platform, declared }).some(({ section }) =>
    samePath(section.within, around),
  );
}

import path from 'node:path';
import type { CredentialReference } from '../../../credentials/records/references.ts';
import { diskAccess } from '../../../projectFiles/fileAccess.ts';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';
import { readText } from '../../../projectFiles/readText.ts';
import {
  type WrittenConfiguration,
  writtenConfigurations,
} from '../../../projectFiles/shapes/launch/launchFile.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Permissions } from './permissions.ts';

type Configuration = Readonly<Record<string, unknown>>;

/**
 * Returns the fingerprint of what a workspace folder's `launch.json` has, if a configuration that is about to start is one of
 * it, and the only one of this name.
 */
export async function writtenFingerprint(
  folder: string,
  started: Configuration,
): Promise<string | undefined> {
  const all = await configurationsOf(path.join(folder, '.vscode', 'launch.json'));
  const [written, ...others] = all.filter(({ name }) => name === started.name);
  const isOnly = written !== undefined && others.length === 0;
  return isOnly && isStartOf(written, started) ? fingerprintOf([written.name, all]) : undefined;
}

/**
 * Records that the user has inserted a client into a launch configuration: it gets the secret at its first start without
 * another question, if `launch.json` is still as it was.
 */
export async function permitInserted(
  permissions: Permissions,
  { tenantId, clientId, clientName }: CredentialReference,
  target: Pick<ProjectTarget, 'path' | 'folder' | 'section'>,
  now: Date,
): Promise<void> {
  const [, index] = target.section?.within ?? [];
  const all = await configurationsOf(target.path);
  const written = all.find(({ within }) => within[1] === index);
  if (!written) return;
  await permissions.give({
    kind: 'launch',
    tenantId,
    clientId,
    clientName,
    folder: target.folder,
    configuration: written.name,
    of: 'written',
    fingerprint: fingerprintOf([written.name, all]),
    withChanges: false,
    givenAt: now.toISOString(),
  });
}

async function configurationsOf(file: string): Promise<readonly WrittenConfiguration[]> {
  const text = await readText(file, diskAccess);
  return text === undefined ? [] : writtenConfigurations(text);
}

/** Splits a text at the variables of the editor. */
function splitAtVariables(text: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (let start = text.indexOf('${'); start >= 0; start = text.indexOf('${', from)) {
    const end = text.indexOf('}', start);
    if (end < 0) break;
    parts.push(text.slice(from, start));
    from = end + 1;
  }
  return [...parts, text.slice(from)];
}

/**
 * Tells whether a configuration can be what the editor makes of a written one: the texts are the same but for variables. A
 * configuration of the same name may come from elsewhere.
 */
const isStartOf = ({ properties }: WrittenConfiguration, started: Configuration): boolean =>
  Object.entries(properties).every(([key, value]) => {
    if (typeof value !== 'string') return true;
    const text = started[key];
    if (typeof text !== 'string') return false;
    // The editor's own debugger for JavaScript adds this prefix.
    return isSubstituted(value, text) || (key === 'type' && text === `pwa-${value}`);
  });

/** Tells whether a text has the parts around the variables of another one, in this order. */
function isSubstituted(written: string, text: string): boolean {
  const [first = '', ...others] = splitAtVariables(written);
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}

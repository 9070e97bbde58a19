import path from 'node:path';
import { parseArgs } from 'node:util';
import { LIMITS } from '../service/model/limits.ts';
import { isProfileName, PROFILES, type ProfileName } from './profile.ts';
import type { TlsChoice } from './tls/tlsChoice.ts';

/** The options of the process. */
export interface CommandLine {
  /** Port on 127.0.0.1; 0 = a free one. */
  readonly port: number;
  /** Absolute path of the data folder. */
  readonly dataFolder: string;
  /** Number of sample clients that an empty tenant gets; 0 = none. */
  readonly sampleClients: number;
  /** Whether to answer like a regional address of the service, which is read-only. */
  readonly regional: boolean;
  readonly profile: ProfileName;
  /** Issuer to publish; `undefined` = the profile's. */
  readonly issuer: string | undefined;
  /** Where the certificate comes from; `undefined` = http. */
  readonly tls: TlsChoice | undefined;
  /** Absolute path of a file of faults, for tests. */
  readonly faultFile: string | undefined;
  /** Whether to end when standard input ends, that is, when the process at its other end is gone. */
  readonly endWithStdin: boolean;
}

const PROFILE_NAMES = Object.keys(PROFILES).join(', ');

/** The help text. */
export const USAGE = `usage: local-tenant --data DIR [--port N] [--seed N] [--regional] [--profile NAME] [--issuer URL]
                    [--tls [CERT KEY]] [--faults FILE] [--end-with-stdin]
  --data DIR        folder to keep everything in, made if missing
  --port N          port on 127.0.0.1; 0 takes a free one (default 5005)
  --seed N          fill an empty tenant with N sample clients (at most ${LIMITS.clientsPerTenant})
  --regional        answer 405 to writes, as the service's regional addresses do
  --profile NAME    how strict to be: ${PROFILE_NAMES} (default usual)
  --issuer URL      issuer to publish and to put into tokens (default: the address, or the profile's)
  --tls [CERT KEY]  answer at https, with a certificate and its key in PEM files; without files, with a certificate of its own
  --faults FILE     for tests: fail as the rules in FILE say (JSON)
  --end-with-stdin  end when standard input ends`;

const HIGHEST_PORT = 65_535;

/** A part of the arguments, or the reason why they are refused. */
type Taken<T> = { ok: true; value: T } | { ok: false; reason: string };

/** Reads the arguments of the process. Relative paths are relative to `currentFolder`. */
export function readCommandLine(args: readonly string[], currentFolder: string): Taken<CommandLine> {
  const tls = takeTls(args, currentFolder);
  if (!tls.ok) return tls;
  try {
    return readOptions(tls.value.rest, currentFolder, tls.value.choice);
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

function readOptions(
  args: readonly string[],
  currentFolder: string,
  tls: TlsChoice | undefined,
): Taken<CommandLine> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      port: { type: 'string', default: '5005' },
      seed: { type: 'string', default: '0' },
      regional: { type: 'boolean', default: false },
      profile: { type: 'string', default: 'usual' },
      issuer: { type: 'string' },
      faults: { type: 'string' },
      'end-with-stdin': { type: 'boolean', default: false },
    },
  });
  const { profile, issuer } = values;
  const port = wholeNumber(values.port, HIGHEST_PORT);
  const sampleClients = wholeNumber(values.seed, LIMITS.clientsPerTenant);
  if (!values.data) return { ok: false, reason: '--data is missing' };
  if (port === undefined) return { ok: false, reason: `--port takes 0 to ${HIGHEST_PORT}` };
  if (sampleClients === undefined) {
    return { ok: false, reason: `--seed takes 0 to ${LIMITS.clientsPerTenant}` };
  }
  if (!isProfileName(profile)) return { ok: false, reason: `--profile takes one of ${PROFILE_NAMES}` };
  if (issuer !== undefined && !isIssuer(issuer)) {
    return { ok: false, reason: '--issuer takes an http or https URL without user, query and fragment' };
  }
  const dataFolder = path.resolve(currentFolder, values.data);
  const faultFile = values.faults ? path.resolve(currentFolder, values.faults) : undefined;
  const { regional, 'end-with-stdin': endWithStdin } = values;
  return {
    ok: true,
    value: { port, dataFolder, sampleClients, regional, profile, issuer, tls, faultFile, endWithStdin },
  };
}

/** Takes `--tls` with its files out of the arguments: an option with two values, which the parser doesn't know. */
function takeTls(
  args: readonly string[],
  currentFolder: string,
): Taken<{ choice: TlsChoice | undefined; rest: readonly string[] }> {
  const at = args.indexOf('--tls');
  if (at < 0) return { ok: true, value: { choice: undefined, rest: args } };
  const following = args.slice(at + 1);
  const end = following.findIndex(arg => arg.startsWith('-'));
  const files = end < 0 ? following : following.slice(0, end);
  const rest = [...args.slice(0, at), ...following.slice(files.length)];
  const [certificate, key] = files.map(file => path.resolve(currentFolder, file));
  if (files.length === 0) return { ok: true, value: { choice: 'selfMade', rest } };
  if (files.length !== 2 || !certificate || !key) {
    return { ok: false, reason: '--tls takes the files of a certificate and of its key, or nothing' };
  }
  return { ok: true, value: { choice: { certificate, key }, rest } };
}

/** Tells whether a text is an issuer identifier (OpenID Connect Discovery 1.0, section 3; http is for this machine). */
function isIssuer(text: string): boolean {
  const url = /^https?:\/\/[^?#\s]+$/i.test(text) ? URL.parse(text) : null;
  return url !== null && url.username === '' && url.password === '';
}

function wholeNumber(text: string, max: number): number | undefined {
  return /^\d{1,6}$/.test(text) && Number(text) <= max ? Number(text) : undefined;
}

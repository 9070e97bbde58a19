import path from 'node:path';
import { parseArgs } from 'node:util';
import { LIMITS } from '../service/model/limits.ts';

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
  /** Absolute path of a file of faults, for tests. */
  readonly faultFile: string | undefined;
  /** Whether to end when standard input ends, that is, when the process at its other end is gone. */
  readonly endWithStdin: boolean;
}

/** The help text. */
export const USAGE = `usage: local-tenant --data DIR [--port N] [--seed N] [--regional] [--faults FILE] [--end-with-stdin]
  --data DIR        folder to keep everything in, made if missing
  --port N          port on 127.0.0.1; 0 takes a free one (default 5005)
  --seed N          fill an empty tenant with N sample clients (at most ${LIMITS.clientsPerTenant})
  --regional        answer 405 to writes, as the service's regional addresses do
  --faults FILE     for tests: fail as the rules in FILE say (JSON)
  --end-with-stdin  end when standard input ends`;

const HIGHEST_PORT = 65_535;

/** Reads the arguments of the process. Relative paths are relative to `currentFolder`. */
export function readCommandLine(
  args: readonly string[],
  currentFolder: string,
): { ok: true; value: CommandLine } | { ok: false; reason: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        port: { type: 'string', default: '5005' },
        seed: { type: 'string', default: '0' },
        regional: { type: 'boolean', default: false },
        faults: { type: 'string' },
        'end-with-stdin': { type: 'boolean', default: false },
      },
    });
    const port = wholeNumber(values.port, HIGHEST_PORT);
    const sampleClients = wholeNumber(values.seed, LIMITS.clientsPerTenant);
    if (!values.data) return { ok: false, reason: '--data is missing' };
    if (port === undefined) return { ok: false, reason: `--port takes 0 to ${HIGHEST_PORT}` };
    if (sampleClients === undefined) {
      return { ok: false, reason: `--seed takes 0 to ${LIMITS.clientsPerTenant}` };
    }
    return {
      ok: true,
      value: {
        port,
        dataFolder: path.resolve(currentFolder, values.data),
        sampleClients,
        regional: values.regional,
        faultFile: values.faults ? path.resolve(currentFolder, values.faults) : undefined,
        endWithStdin: values['end-with-stdin'],
      },
    };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

function wholeNumber(text: string, max: number): number | undefined {
  return /^\d{1,6}$/.test(text) && Number(text) <= max ? Number(text) : undefined;
}

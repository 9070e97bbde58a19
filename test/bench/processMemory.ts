import fs from 'node:fs';

/** Returns the resident memory of a process, MiB; `undefined` where the system has no `/proc`. */
export function residentMiB(pid: number | undefined): number | undefined {
  return sumOfMiB(`/proc/${pid}/status`, ['VmRSS']);
}

/** Returns the memory of a process that it shares with no other, MiB; `undefined` where the system has no `/proc`. */
export function privateMiB(pid: number | undefined): number | undefined {
  return sumOfMiB(`/proc/${pid}/smaps_rollup`, ['Private_Clean', 'Private_Dirty']);
}

/** Adds up lines such as `VmRSS:     1024 kB`. */
function sumOfMiB(file: string, names: readonly string[]): number | undefined {
  try {
    const text = fs.readFileSync(file, 'utf8');
    const kibibytes = names.map(name => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1]));
    return kibibytes.reduce((sum, each) => sum + each, 0) / 1024;
  } catch {
    return undefined;
  }
}

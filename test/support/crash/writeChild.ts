import { writeSafely } from '../../../src/projectFiles/disk/safeWrite.ts';
import { diskParts } from '../folders/diskParts.ts';
import { CrashPoints } from './crashPoints.ts';

// A process that writes one file, and kills itself in the middle of it.
const { file, folder, storage, before, after, dieAt } = JSON.parse(process.env.CRASH_ORDER ?? '');
const points = new CrashPoints(dieAt);
const parts = diskParts({ storage });
points.watchProcess();
await writeSafely(
  { path: file, before: before === undefined ? undefined : Buffer.from(before), after: Buffer.from(after) },
  folder,
  parts,
);
process.stdout.write(JSON.stringify(points.names));

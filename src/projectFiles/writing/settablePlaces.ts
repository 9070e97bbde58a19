import type { FileFormat, FormatFault } from '../formats/fileFormat.ts';
import type { FieldPlace } from '../shapes/fieldMapping.ts';

/** Any value that every format can hold. */
const STAND_IN = 'value';

/** The keys of a group that can be set. */
export interface SettablePlaces {
  readonly places: readonly FieldPlace[];
  /** Why the group can't take the credentials. */
  readonly fault?: FormatFault;
}

/**
 * Leaves out the keys that other groups share, by an anchor or a merge key of YAML: the tenant and the addresses stay as they
 * are there. A group that shares the id or the secret can't take the credentials.
 */
export function settablePlaces(
  format: FileFormat,
  text: string,
  places: readonly FieldPlace[],
): SettablePlaces {
  const fault = faultOf(format, text, places);
  if (fault?.code !== 'shared') return fault ? { places, fault } : { places };
  const faults = new Map(places.map(place => [place, faultOf(format, text, [place])]));
  const own = places.filter(place => !faults.get(place));
  const ofClient = places.find(place => isOfClient(place) && faults.get(place));
  const left = (ofClient && faults.get(ofClient)) ?? faultOf(format, text, own);
  return left ? { places, fault: left } : { places: own };
}

const isOfClient = ({ field }: FieldPlace): boolean => field === 'clientId' || field === 'clientSecret';

function faultOf(format: FileFormat, text: string, places: readonly FieldPlace[]): FormatFault | undefined {
  const changed = places.filter(({ state }) => state !== 'same');
  const edited = format.set(
    text,
    changed.map(({ keyPath }) => ({ keyPath, value: STAND_IN })),
  );
  return edited.ok ? undefined : edited.fault;
}

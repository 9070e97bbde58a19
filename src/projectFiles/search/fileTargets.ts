import path from 'node:path';
import { existenceOf, type FileAccess } from '../fileAccess.ts';
import { dotenvFormat } from '../formats/dotenv/dotenvFormat.ts';
import { errorOf } from '../formats/errorOf.ts';
import type { FileFormat } from '../formats/fileFormat.ts';
import { formatOf, hasFormat } from '../formats/fileFormats.ts';
import type { NotOurs } from '../notOurs.ts';
import type { ProjectTarget, TargetReason } from '../projectTarget.ts';
import { environmentKeys, type PlainValues } from '../shapes/field.ts';
import {
  type FileNeed,
  type FileSection,
  type GroupToFill,
  groupsIn,
  mapFields,
  needOf,
} from '../shapes/fieldMapping.ts';
import { isBrowserFile, isBuildFile } from '../shapes/publicClient.ts';
import { settablePlaces } from '../writing/settablePlaces.ts';
import { fileOfTemplate } from './candidates.ts';
import { isConfiguration } from './projectIndex.ts';
import { canTake, readUsable } from './readUsable.ts';

/** A target; what it doesn't set has the same value for most. */
export type Found = Omit<ProjectTarget, 'folder' | 'relativePath' | 'secretAs'> &
  Partial<Pick<ProjectTarget, 'relativePath' | 'secretAs'>>;

/** What targets are looked for with. */
export interface Asked {
  readonly folder: string;
  readonly values: PlainValues;
  readonly access: FileAccess;
  readonly notOurs: NotOurs;
}

/** Returns the targets in a configuration file. */
export const settingsTargets = (file: string, asked: Asked) =>
  targetsIn(file, asked, isConfiguration(file) ? 'configuration' : undefined);

/** Returns the targets in the file that is made from a template, if the template has keys for credentials. */
export async function templateTargets(template: string, asked: Asked): Promise<readonly Found[]> {
  const { values, access } = asked;
  const file = fileOfTemplate(template);
  // Nobody knows what is made from it, and what is committed takes no secret.
  if (file === template) return [];
  // A file that exists is a target of its own.
  if ((await existenceOf(file, access)) !== 'none') return settingsTargets(file, asked);
  const format = await formatOf(file);
  const text = await readUsable(template, format, access);
  if (text === undefined) return [];
  const section = sectionOf(file, asked, isOfficialTemplate(template));
  const found = { path: file, template, exists: false };
  return groupTargets({ file: template, format, text }, values, section).map(({ reason, ...target }) => ({
    ...found,
    ...target,
    reason: reason === 'wantsCredentials' ? 'fromTemplate' : reason,
  }));
}

/**
 * Returns the targets in a file.
 *
 * @param otherwise reason to offer a file that has no keys for credentials, or doesn't exist
 */
export async function targetsIn(
  file: string,
  asked: Asked,
  otherwise: TargetReason | undefined,
): Promise<readonly Found[]> {
  const { values, access } = asked;
  const existence = await existenceOf(file, access);
  const exists = existence === 'file';
  const format = exists || hasFormat(file) ? await formatOf(file) : dotenvFormat;
  const text = existence === 'none' ? '' : await readUsable(file, format, access);
  if (text === undefined || (!exists && !otherwise)) return [];
  const section = sectionOf(file, asked);
  const need = needOf(format, text, values, section);
  if (need !== 'none')
    return groupTargets({ file, format, text }, values, section).map(target => ({
      path: file,
      exists,
      ...target,
    }));
  const reason = otherwise === 'newFile' && exists ? 'configuration' : otherwise;
  const places = mapFields(format, text, values, section);
  if (!reason || !canTake(format, text, places)) return [];
  return [{ path: file, exists, reason, places, section }];
}

/** Returns a target for each group of keys of a file that can take the credentials. */
function groupTargets(
  source: TextOfFile,
  values: PlainValues,
  section: FileSection | undefined,
): readonly Pick<ProjectTarget, 'reason' | 'places' | 'section' | 'isOfClient' | 'groupName' | 'refusal'>[] {
  const groups = groupsIn(source.format, source.text, values, section);
  const [only] = groups;
  if (groups.length === 1 && only) return [{ ...asTarget(source, only), section }];
  return groups.map(group => ({
    ...asTarget(source, group),
    section: { within: [], ...section, group: group.name },
    groupName: nameOf(group),
  }));
}

/** The text of a file, or of its template. */
interface TextOfFile {
  readonly file: string;
  readonly format: FileFormat;
  readonly text: string;
}

function asTarget({ file, format, text }: TextOfFile, group: GroupToFill) {
  const { need, isOfClient } = group;
  const { places, fault } = settablePlaces(format, text, group.places);
  const target = { reason: REASONS[need], places, isOfClient };
  return fault ? { ...target, refusal: errorOf(format, file, text, fault) } : target;
}

/** Returns the name of a group as shown to users: the keys around it, and what its own keys begin with. */
const nameOf = ({ name: { object, prefix } }: GroupToFill): string =>
  [...object, ...(prefix === '' ? [] : [prefix])].join('.');

const REASONS: Readonly<Record<Exclude<FileNeed, 'none' | 'refers'>, TargetReason>> = {
  wants: 'wantsCredentials',
  has: 'hasCredentials',
};

/** The service's samples name their templates so, and list every key that the program reads. */
const isOfficialTemplate = (template: string): boolean => /\.placeholder\./i.test(path.basename(template));

/** Azure Functions reads only `Values` into the environment. */
const SECTIONS: readonly (readonly [fileName: RegExp, section: FileSection])[] = [
  [/^local\.settings\.json$/i, { within: ['Values'], defaults: environmentKeys(['Values']) }],
];

function sectionOf(file: string, { folder, notOurs }: Asked, isComplete = false): FileSection | undefined {
  const section = SECTIONS.find(([pattern]) => pattern.test(path.basename(file)))?.[1];
  const relative = path.relative(folder, file);
  const takesNoSecret = isComplete || isBrowserFile(relative) || isBuildFile(relative);
  const without = notOurs.groupsOf(file);
  return takesNoSecret || without.length > 0 ? { within: [], ...section, takesNoSecret, without } : section;
}

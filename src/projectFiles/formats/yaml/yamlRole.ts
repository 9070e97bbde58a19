import type { Node } from 'yaml';
import { textOf } from './yamlLists.ts';
import type { Branch, Role } from './yamlPlace.ts';

/** Roles of keys, by the role of the map around them. */
const BELOW: Readonly<Partial<Record<Role, Readonly<Record<string, Role>>>>> = {
  root: { services: 'services' },
  service: { environment: 'shell', build: 'build' },
  build: { args: 'shell' },
  container: { env: 'env' },
};

const CONTAINERS = new Set(['containers', 'initContainers', 'ephemeralContainers']);

/** Keys beside an environment by which a service of compose is recognized that isn't below `services`. */
const OF_A_SERVICE = ['image', 'build'];

/**
 * Returns what programs take the value of a key for.
 *
 * @param branch the map or list around it
 * @param nodeAt returns the value of another key in it
 * @see https://docs.docker.com/reference/compose-file/services/#environment
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export function roleOf({ role }: Branch, key: string, nodeAt: (key: string) => Node | undefined): Role {
  if (role === 'services') return 'service';
  if (role === 'containers') return 'container';
  if (CONTAINERS.has(key)) return 'containers';
  if (key === 'data' && isSecret(nodeAt)) return 'encoded';
  const below = BELOW[role] ?? {};
  if (Object.hasOwn(below, key)) return below[key] ?? 'other';
  const ofService = BELOW.service ?? {};
  if (Object.hasOwn(ofService, key) && OF_A_SERVICE.some(name => nodeAt(name)))
    return ofService[key] ?? 'other';
  return 'other';
}

function isSecret(nodeAt: (key: string) => Node | undefined): boolean {
  return textOf(nodeAt('kind')) === 'Secret' && (textOf(nodeAt('apiVersion')) ?? 'v1') === 'v1';
}

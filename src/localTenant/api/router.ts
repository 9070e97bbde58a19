import { NO_PARAMETERS, type PathParameter } from './call.ts';
import type { Route } from './route.ts';

/** The result of looking up a path below the tenant. */
export type RouteMatch =
  | { found: 'route'; route: Route; parameters: Record<PathParameter, string> }
  | { found: 'otherMethods'; allowed: readonly string[] }
  | { found: 'nothing' };

interface Pattern {
  readonly segments: readonly string[];
  readonly byMethod: Map<string, Route>;
}

/**
 * Returns the lookup of routes. Paths ignore case, as in the real service: its samples and its documentation use different
 * cases.
 */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => RouteMatch {
  const patterns = [...Map.groupBy(routes, route => route.path)].map(([path, rows]): Pattern => {
    const byMethod = new Map<string, Route>(rows.map(route => [route.method, route]));
    const get = byMethod.get('GET');
    if (get && !byMethod.has('HEAD')) byMethod.set('HEAD', get);
    return { segments: path.split('/').map(literalInLowerCase), byMethod };
  });
  return (method, path) => {
    const segments = path.toLowerCase().split('/');
    const pattern = patterns.find(candidate => matches(candidate.segments, segments));
    if (!pattern) return { found: 'nothing' };
    const route = pattern.byMethod.get(method);
    if (!route) return { found: 'otherMethods', allowed: [...pattern.byMethod.keys()] };
    return { found: 'route', route, parameters: parametersOf(pattern.segments, segments) };
  };
}

function literalInLowerCase(segment: string): string {
  return isParameter(segment) ? segment : segment.toLowerCase();
}

function isParameter(segment: string): boolean {
  return segment.startsWith('{');
}

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, index) => (isParameter(part) ? segments[index] !== '' : part === segments[index]))
  );
}

function parametersOf(
  pattern: readonly string[],
  segments: readonly string[],
): Record<PathParameter, string> {
  const named = pattern.flatMap((part, index) =>
    isParameter(part) ? [[part.slice(1, -1), segments[index] ?? '']] : [],
  );
  return { ...NO_PARAMETERS, ...Object.fromEntries(named) };
}

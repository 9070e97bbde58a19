import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';

/** What hosts with the same secret storage know of each other: local windows, WSL, SSH, containers, profiles. */
export function feature(core: Core): Feature {
  return {
    commands: {
      reviewSavedSecrets: async () => (await import('./reviewSavedSecrets.ts')).reviewSavedSecrets(core),
    },
    // Records may have been written, or removed, while secret storage could not be changed.
    start: () => core.tellHosts(),
  };
}

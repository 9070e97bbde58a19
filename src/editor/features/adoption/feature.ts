import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';

/** Adopting secrets that exist already: in a file, on the clipboard, or typed in. */
export function feature(core: Core): Feature {
  return {
    commands: {
      adoptSecret: async node => (await import('./adoptSecretCommand.ts')).adoptSecretCommand(core, node),
    },
    services: {
      adoption: {
        actionsAt: async (document, range) =>
          (await import('./adoptActions.ts')).actionsAt(core, document, range),
      },
    },
  };
}

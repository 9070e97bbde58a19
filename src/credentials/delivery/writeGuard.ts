import type { ProjectTarget } from '../../projectFiles/projectTarget.ts';

/** What a secret is written to a file for: its first delivery, a rotation, or restoring the old value. */
export type WritePurpose = 'deliver' | 'rotate' | 'undo';

/**
 * Decides whether a secret may be written to a file: asks the user where Git would commit it. Called before the service is
 * asked for anything, and again immediately before the file is written, because its state may have changed. `skip`: the file
 * stays as it is. Rejects with `cancelled`.
 */
export type WriteGuard = (
  file: Pick<ProjectTarget, 'path' | 'folder'>,
  purpose: WritePurpose,
) => Promise<'write' | 'skip'>;

import { openText } from '../contents/secretJson.ts';
import { completeRepository } from '../githubRepository.ts';
import { StoreError } from '../storeError.ts';
import type { StorePlace } from '../storePlace.ts';
import type { StoreCall, StorePreset } from '../storePreset.ts';

/** Never the repository of the folder that a process was started in: it may be another one. */
const inRepository = ({ repository = '' }: StorePlace): readonly string[] => ['--repo', repository];

// GitHub has one call for both. The value can't be read, so a look at the names has to come first.
const set: StoreCall = {
  args: place => ['secret', 'set', place.name ?? '', ...inRepository(place)],
};

/** Secrets of GitHub Actions, by `gh`. @see https://cli.github.com/manual/gh_secret */
export const githubActions: StorePreset = {
  id: 'githubActions',
  program: 'gh',
  env: { GH_PROMPT_DISABLED: '1', GH_NO_UPDATE_NOTIFIER: '1' },
  asked: [
    { field: 'repository', accepts: text => completeRepository(text, {}) !== undefined },
    {
      field: 'name',
      suggested: 'ADH_CLIENT_SECRET',
      accepts: text => /^(?!github_)[a-z_][a-z\d_]*$/i.test(text),
    },
  ],
  look: async (place, { ask, env }) => {
    const repository = completeRepository(place.repository ?? '', env);
    // Version 0.1.0 let it be empty.
    if (repository === undefined) throw new StoreError('unclear', 'gh', { field: 'repository' });
    const complete = { ...place, repository };
    const listed = openText(await ask(['secret', 'list', ...inRepository(complete)]));
    const names = listed.split('\n').map(line => line.split(/\s/)[0]?.toUpperCase());
    // GitHub saves names in capital letters.
    const exists = names.includes((place.name ?? '').toUpperCase());
    return { state: exists ? 'present' : 'absent', place: complete, holds: exists, isHidden: true };
  },
  create: set,
  update: set,
  failures: [
    [/gh auth (?:login|refresh)|HTTP 401|Bad credentials/i, 'signedOut'],
    [/HTTP 403/, 'denied'],
    [/HTTP 404|Could not resolve to a Repository/i, 'missing'],
    [/unknown (?:command|flag|shorthand)/, 'tooOld'],
  ],
};

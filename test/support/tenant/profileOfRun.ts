import { isProfileName, type ProfileName } from '../../../src/localTenant/profile.ts';

/** The variable with the profile of all tenants of a run whose test doesn't choose one. */
export const PROFILE_VARIABLE = 'TEST_PROFILE';

/** Returns the profile of tenants whose test doesn't choose one. */
export function profileOfRun(): ProfileName {
  const name = process.env[PROFILE_VARIABLE] ?? 'usual';
  if (!isProfileName(name)) throw new Error(`${PROFILE_VARIABLE} is ${name}, which is not a profile`);
  return name;
}

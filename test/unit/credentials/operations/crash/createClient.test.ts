import { testCrashes } from '../../../../support/crash/crashTests.ts';

describe('a crash at every point', () => {
  testCrashes({
    kind: 'createClient',
    actor: 'administrator',
    least: 45,
  });
});

import { testCrashes } from '../../../../support/crash/crashTests.ts';

describe('a crash at every point', () => {
  testCrashes({
    kind: 'rotate',
    actor: 'administrator',
    least: 80,
    // Finishing is what the client's own rotation shows.
    sampledRecovery: 'undo',
  });
});

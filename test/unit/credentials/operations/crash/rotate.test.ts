import { testCrashes } from '../../../../support/crash/crashTests.ts';

describe('a crash at every point', () => {
  testCrashes({
    kind: 'rotate',
    actor: 'administrator',
    least: 140,
    // Finishing is tested by the client's own rotation.
    sampledRecovery: 'undo',
  });
});

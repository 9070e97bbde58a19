import { testCrashes } from '../../../../support/crash/crashTests.ts';

describe('a crash at every point', () => {
  testCrashes({
    kind: 'addSecret',
    actor: 'administrator',
    least: 45,
  });
});

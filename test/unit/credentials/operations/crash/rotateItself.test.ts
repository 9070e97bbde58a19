import { testCrashes } from '../../../../support/crash/crashTests.ts';

describe('a crash at every point', () => {
  testCrashes({
    kind: 'rotate',
    actor: 'the client itself',
    // The same steps with another token: finishing tests the difference, and undoing would take as long again.
    recoveries: ['finish'],
    least: 140,
  });
});

import { accessibilityStory } from './accessibilityStory.ts';
import { hostileNamesStory } from './hostileNamesStory.ts';
import { tenantSuite } from './tenantSuite.ts';

// One editor and one tenant for all: the untrusted names come last, because every later list would show them.
describe('pages and rows', () => {
  const suite = tenantSuite(6);
  for (const story of [accessibilityStory, hostileNamesStory]) story(suite);
});

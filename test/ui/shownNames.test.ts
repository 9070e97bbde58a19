import { accessibilityStory } from './accessibilityStory.ts';
import { hostileNamesStory } from './hostileNamesStory.ts';
import { tenantSuite } from './tenantSuite.ts';

// One editor and one tenant for all: names that want to be more than text come last, since every list would show them.
describe('what our pages and rows show,', () => {
  const suite = tenantSuite(6);
  for (const story of [accessibilityStory, hostileNamesStory]) story(suite);
});

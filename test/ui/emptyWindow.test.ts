import { connectionsStory } from './connectionsStory.ts';
import { firstContactStory } from './firstContactStory.ts';
import { largeTenantStory } from './largeTenantStory.ts';
import { signInStory } from './signInStory.ts';
import { signInSuite } from './signInSuite.ts';

// One editor for all: each test leaves it without a connection.
describe('in an empty window,', () => {
  const suite = signInSuite();
  for (const story of [signInStory, firstContactStory, connectionsStory, largeTenantStory]) story(suite);
});

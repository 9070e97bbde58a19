import { clientTypesStory } from './clientTypesStory.ts';
import { maintenanceStory } from './maintenanceStory.ts';
import { tenantSuite } from './tenantSuite.ts';

// One editor and one tenant for all: each test makes clients of its own. Several rows are selected in the last story, and until
// one of them is clicked the editor offers only what can be done with several.
describe('on a tenant with sample clients,', () => {
  const suite = tenantSuite(12);
  for (const story of [clientTypesStory, maintenanceStory]) story(suite);
});

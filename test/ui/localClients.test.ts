import { clientTypesStory } from './clientTypesStory.ts';
import { maintenanceStory } from './maintenanceStory.ts';
import { storePrograms } from './storePrograms.ts';
import { storeStory } from './storeStory.ts';
import { tenantSuite } from './tenantSuite.ts';

// One editor and one tenant for all: each test makes clients of its own. Several rows are selected in the last story, and until
// one of them is clicked the editor offers only what can be done with several.
describe('on a tenant with sample clients,', () => {
  const programs = storePrograms();
  const suite = tenantSuite(12, () => ({ environment: programs.environment() }));
  for (const story of [clientTypesStory, storeStory(programs), maintenanceStory]) story(suite);
});

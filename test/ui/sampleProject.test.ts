import { addClientStory } from './addClientStory.ts';
import { adoptStory } from './adoptStory.ts';
import { leaveNoConnection, projectSuite } from './editorSuite.ts';
import { leakStory } from './leakStory.ts';
import { revealStory } from './leaks/revealStory.ts';
import { terminalStory } from './leaks/terminalStory.ts';
import { maintainClientStory } from './maintainClientStory.ts';
import { rotationStory } from './rotationStory.ts';
import { strictTenantStory } from './strictTenantStory.ts';

// One editor for all: each story leaves the sample project without a connection.
describe('in the sample project,', () => {
  const suite = projectSuite(leaveNoConnection);
  for (const story of [
    addClientStory,
    maintainClientStory,
    leakStory,
    revealStory,
    terminalStory,
    rotationStory,
    adoptStory,
    strictTenantStory,
  ]) {
    story(suite);
  }
});

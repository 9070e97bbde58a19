import { leaveNoConnection, projectSuite } from './editorSuite.ts';
import { savedDataStory } from './leaks/savedDataStory.ts';

// An editor of its own: the other stories leave records and unfinished operations.
describe('in a new editor,', () => {
  savedDataStory(projectSuite(leaveNoConnection));
});

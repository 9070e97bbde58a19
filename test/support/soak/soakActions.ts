import type { SeededRandom } from '../../../src/localTenant/samples/seededRandom.ts';
import { answerByChance, type RandomUser } from './randomAnswers.ts';

/** One thing that a user does. */
interface SoakAction {
  readonly name: string;
  /** Its frequency, compared with the others. */
  readonly weight: number;
  readonly run: (user: RandomUser) => Promise<void>;
}

/** Returns the action that runs a command, whose questions are answered at random. */
const command =
  (title: string) =>
  async (user: RandomUser): Promise<void> => {
    await user.workbench.runCommand(`Client Credentials: ${title}`);
    await answerByChance(user);
  };

/** *Clear Filter* is available only while there is a filter. */
export async function clearFilter(user: RandomUser): Promise<void> {
  const isFiltered = await user.workbench.page.getByText('Filter: “').first().isVisible();
  if (isFiltered) await command('Clear Filter')(user);
}

async function toggleRow({ workbench: { page }, random }: RandomUser): Promise<void> {
  const rows = await page.locator('.part.sidebar [role="treeitem"][aria-expanded]').all();
  const row = rows[random.below(rows.length)];
  // The tree may be refreshing at this time.
  await row
    ?.locator('.monaco-tl-twistie')
    .click({ timeout: 2000 })
    .catch(() => undefined);
}

async function filter(user: RandomUser): Promise<void> {
  const { workbench, random } = user;
  await workbench.runCommand('Client Credentials: Filter Clients…');
  await workbench.quickInput
    .type(random.pick(['soak', 'pump', 'local', 'nothing like it']), { withinMs: 5000 })
    .catch(() => undefined);
  await answerByChance(user);
}

/** The actions of a user, with their frequencies. */
const ACTIONS: readonly SoakAction[] = [
  { name: 'refresh', weight: 6, run: command('Refresh Clients') },
  { name: 'open or close a row', weight: 14, run: toggleRow },
  { name: 'filter', weight: 3, run: filter },
  { name: 'clear the filter', weight: 3, run: clearFilter },
  { name: 'sort', weight: 3, run: command('Sort Clients…') },
  { name: 'add a client', weight: 10, run: command('Add Client…') },
  { name: 'add a secret', weight: 10, run: command('Add Secret…') },
  { name: 'insert', weight: 8, run: command('Insert into Project…') },
  { name: 'rotate', weight: 10, run: command('Rotate Secret…') },
  { name: 'verify', weight: 5, run: command('Verify') },
  { name: 'verify all', weight: 2, run: command('Verify All Credentials') },
  { name: 'edit a client', weight: 3, run: command('Edit Client…') },
  { name: 'remove a secret', weight: 5, run: command('Remove Secret…') },
  { name: 'remove a client', weight: 3, run: command('Remove Client…') },
  { name: 'audit', weight: 3, run: command('Audit Clients') },
  { name: 'timeline', weight: 3, run: command('Show Expiry Timeline') },
  { name: 'details', weight: 5, run: command('Show Details') },
  { name: 'show a kept secret', weight: 3, run: command('Show Client Id and Secret') },
  { name: 'resume', weight: 4, run: command('Resume Interrupted Work…') },
  { name: 'project view', weight: 2, run: command('Refresh Project Credentials') },
  { name: 'sign out', weight: 2, run: command('Sign Out') },
  {
    name: 'close editors',
    weight: 8,
    run: ({ workbench }) => workbench.closeAllEditors(),
  },
];

/** Reloads the window; separate from the others, because it ends the measured process. */
export const RELOAD: SoakAction = {
  name: 'reload the window',
  weight: 3,
  async run({ workbench }) {
    await workbench.reload();
    await workbench.openContainer('Client Credentials');
  },
};

/** Chooses the next action. */
export function randomAction(random: SeededRandom, mayReload: boolean): SoakAction {
  const actions = mayReload ? [...ACTIONS, RELOAD] : ACTIONS;
  const total = actions.reduce((sum, { weight }) => sum + weight, 0);
  let at = random.fraction() * total;
  for (const action of actions) {
    at -= action.weight;
    if (at < 0) return action;
  }
  return RELOAD;
}

import assert from 'node:assert/strict';
import path from 'node:path';
import { temporaryFolder } from '../../support/folders/temporaryFolder.ts';
import {
  CLIENT_ID,
  failure,
  installStandIn,
  isFirst,
  ROTATED,
  SECRET,
  type StandIn,
  StoreStage,
} from './storeStage.ts';

interface Item {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly vault: { readonly id: string; readonly name: string };
  readonly fields: readonly { readonly id: string; readonly label: string; readonly value: string }[];
}

interface Items {
  readonly items: readonly Item[];
  readonly isOld?: boolean;
  readonly refuses?: string;
}

const PLACE = { name: 'Rig' };

const item = (id: string, value: string, more: Partial<Item> = {}): Item => ({
  id,
  title: 'Rig',
  category: 'API_CREDENTIAL',
  vault: { id: 'v1', name: 'Private' },
  fields: [
    { id: 'notesPlain', label: 'notes', value: '0thers' },
    { id: 'credential', label: 'credential', value },
  ],
  ...more,
});

// The program is proprietary, and in no registry: the contract is recorded from its documentation.
describe('1Password', () => {
  const folder = temporaryFolder();
  let op: StandIn<Items>;
  const stage = new StoreStage('onePassword', () => op.env);
  beforeEach(() => {
    op = installStandIn<Items>(path.join(folder.path, 'bin'), 'op', { items: [] });
  });
  const values = () =>
    op.read().items.map(({ fields }) => fields.find(({ id }) => id === 'credential')?.value);

  it('creates an item, and edits the same one by its id, even under another title', async () => {
    const { place } = await stage.create(PLACE);
    assert.deepEqual(place, { name: 'Rig', item: 'id1', vault: 'v1' });
    const [created] = op.read().items;
    assert.deepEqual(
      created?.fields.map(({ id, value }) => [id, value]),
      [
        ['username', CLIENT_ID],
        ['credential', SECRET],
      ],
    );
    op.write({ items: op.read().items.map(each => ({ ...each, title: 'Renamed' })) });
    await stage.update(place, ROTATED, isFirst);
    assert.deepEqual(values(), [ROTATED]);
    assert.equal(op.read().items[0]?.title, 'Renamed');
  });

  it('changes one field of an item, and no other', async () => {
    op.write({ items: [item('a', SECRET)] });
    await stage.update(PLACE, ROTATED, isFirst);
    assert.deepEqual(op.read().items[0]?.fields, [
      { id: 'notesPlain', label: 'notes', value: '0thers' },
      { id: 'credential', label: 'credential', value: ROTATED },
    ]);
  });

  it('adds the field to an item that has none, if the user wants that', async () => {
    op.write({ items: [{ ...item('a', ''), fields: [{ id: 'host', label: 'host', value: '0thers' }] }] });
    await stage.update(PLACE);
    assert.deepEqual(
      op.read().items[0]?.fields.map(({ id, value }) => [id, value]),
      [
        ['host', '0thers'],
        ['credential', ROTATED],
      ],
    );
  });

  it('refuses to create a second item of the same title', async () => {
    op.write({ items: [item('a', '0thers')] });
    await failure(stage.create(PLACE), 'exists');
    assert.equal(op.read().items.length, 1);
  });

  it('finds the item of version 0.1.0 among those of the same title by its value, or asks for its id', async () => {
    op.write({ items: [item('a', '0thers'), item('b', SECRET), item('c', 'older')] });
    const { place } = await stage.update(PLACE, ROTATED, isFirst);
    assert.equal(place.item, 'b');
    assert.deepEqual(values(), ['0thers', ROTATED, 'older']);
    const error = await failure(stage.update(PLACE, SECRET, isFirst), 'unclear');
    assert.equal(error.field, 'item');
    assert.deepEqual(values(), ['0thers', ROTATED, 'older']);
  });

  it('leaves logins alone, which may have a passkey that an edit would remove', async () => {
    op.write({ items: [item('a', '0thers', { category: 'LOGIN' })] });
    await failure(stage.update(PLACE), 'unfit');
    assert.deepEqual(values(), ['0thers']);
  });

  it('notices a program that is too old to be given an edited item', async () => {
    op.write({ items: [item('a', SECRET)], isOld: true });
    await failure(stage.update(PLACE, ROTATED, isFirst), 'tooOld');
  });

  it('says who has to sign in, and what is gone', async () => {
    op.write({ items: [] });
    await failure(stage.update({ ...PLACE, item: 'x' }, ROTATED, isFirst), 'missing');
    op.write({
      items: [],
      refuses: '[ERROR] You are not currently signed in. Please run `op signin --help`',
    });
    await failure(stage.create(PLACE), 'signedOut');
  });
});

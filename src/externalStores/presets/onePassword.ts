import type { SecretText } from '../../secret/secretText.ts';
import { composeSecretJson, hideText, parseSecretJson } from '../contents/secretJson.ts';
import { StoreError } from '../storeError.ts';
import type { StorePlace } from '../storePlace.ts';
import type { Seen, StorePreset, StoreQuestion } from '../storePreset.ts';
import { unless } from './unless.ts';

/** The field of an API credential that has the value. */
const FIELD = 'credential';

/** Items that may have a passkey, which is lost when an item is written from JSON. */
const WITH_PASSKEYS = 'LOGIN';

interface Item {
  readonly id?: string;
  readonly title?: string;
  readonly category?: string;
  readonly vault?: { readonly id?: string };
  readonly fields?: readonly { readonly id?: string; readonly label?: string; readonly value?: unknown }[];
}

const inVault = ({ vault }: StorePlace): readonly string[] => (vault ? ['--vault', vault] : []);

const indexIn = ({ fields = [] }: Item): number => {
  const byId = fields.findIndex(({ id }) => id === FIELD);
  return byId >= 0 ? byId : fields.findIndex(({ label }) => label === FIELD);
};

const valueIn = (item: Item): SecretText | undefined => hideText(item.fields?.[indexIn(item)]?.value);

/** An item, and the JSON that it was read from. */
interface ReadItem {
  readonly item: Item;
  readonly content: SecretText | undefined;
}

async function readItem(id: string, place: StorePlace, { ask }: StoreQuestion): Promise<ReadItem> {
  const content = await ask(['item', 'get', id, ...inVault(place), '--format', 'json']);
  return { item: parseSecretJson(content) as Item, content };
}

/** Finds the item by its id, else by its title. Several of the same title are told apart by our value. */
async function findItem(place: StorePlace, question: StoreQuestion): Promise<ReadItem | undefined> {
  if (place.item) {
    const found = await unless(readItem(place.item, place, question), { missing: 'absent' });
    return found === 'absent' ? undefined : found;
  }
  const listing = await question.ask(['item', 'list', ...inVault(place), '--format', 'json']);
  const listed = listing ? (parseSecretJson(listing) as readonly Item[]) : [];
  const named = listed.filter(({ title }) => title === place.name);
  if (named.length === 0) return undefined;
  const read: ReadItem[] = [];
  for (const { id = '', vault } of named)
    read.push(await readItem(id, { ...place, vault: vault?.id ?? place.vault ?? '' }, question));
  const [only, ...others] = read;
  if (others.length === 0) return only;
  const ours = read.filter(({ item }) => {
    const value = valueIn(item);
    return value && question.isOurs?.(value);
  });
  if (ours.length !== 1) throw new StoreError('unclear', 'op', { field: 'item' });
  return ours[0];
}

async function look(place: StorePlace, question: StoreQuestion): Promise<Seen> {
  const found = await findItem(place, question);
  if (!found) return { state: 'absent', place };
  const { item, content } = found;
  if (item.category === WITH_PASSKEYS) throw new StoreError('unfit', 'op');
  return {
    state: 'present',
    place: { ...place, item: item.id ?? '', vault: item.vault?.id ?? place.vault ?? '' },
    holds: indexIn(item) >= 0,
    value: valueIn(item),
    content,
  };
}

async function edit(content: SecretText | undefined, secret: SecretText): Promise<SecretText> {
  const { setInSecretJson } = await import('../contents/jsonEdit.ts');
  const item = content && (parseSecretJson(content) as Item);
  const index = item ? indexIn(item) : -1;
  const edited =
    content &&
    (index >= 0
      ? setInSecretJson(content, ['fields', index, 'value'], secret)
      : composeSecretJson(open => ({ ...item, fields: [...(item?.fields ?? []), field(open(secret))] })));
  if (!edited) throw new StoreError('unfit', 'op');
  return edited;
}

const field = (value: string) => ({ id: FIELD, type: 'CONCEALED', label: FIELD, value });

const learnItem = (output: SecretText | undefined): StorePlace => {
  const { id = '', vault } = parseSecretJson(output) as Item;
  return vault?.id ? { item: id, vault: vault.id } : { item: id };
};

/** 1Password, by `op`. @see https://developer.1password.com/docs/cli/reference/management-commands/item */
export const onePassword: StorePreset = {
  id: 'onePassword',
  program: 'op',
  asked: [
    { field: 'vault', optional: true },
    { field: 'name', suggested: 'CONNECT data services' },
  ],
  look,
  create: {
    args: place => ['item', 'create', ...inVault(place), '--format', 'json', '-'],
    input: ({ clientId, secret }, { place: { name = '' } }) =>
      composeSecretJson(open => ({
        title: name,
        category: 'API_CREDENTIAL',
        fields: [{ id: 'username', type: 'STRING', label: 'username', value: clientId }, field(open(secret))],
      })),
    learn: learnItem,
  },
  update: {
    args: place => ['item', 'edit', place.item ?? '', ...inVault(place), '--format', 'json'],
    input: ({ secret }, { content }) => edit(content, secret),
    learn: (output, { secret }) => {
      // Early versions of the program don't read an item from standard input.
      if (!valueIn(parseSecretJson(output) as Item)?.equals(secret)) throw new StoreError('tooOld', 'op');
      return learnItem(output);
    },
  },
  failures: [
    [/isn['’]t an item|no item (?:found|matches)|not found in vault|could not be found/i, 'missing'],
    [/More than one item matches/i, 'unclear'],
    [
      /not (?:currently )?signed in|No accounts configured|session expired|authorization (?:timeout|prompt dismissed)|op signin/i,
      'signedOut',
    ],
    [/\b403\b|do(?:es)? ?n[o']t have (?:the )?(?:permission|access)/i, 'denied'],
    [/unknown (?:command|flag|shorthand)/i, 'tooOld'],
  ],
};

// The part of `op` that is used, as documented at https://developer.1password.com/docs/cli/reference/management-commands/item.
// State: the items, and whether the program is too old to read an edited item from standard input.
const { splitOptions, standIn } = require('./standIn.cjs');

const OPTIONS = ['--vault', '--format'];

const find = ({ word, visible, fail }) => {
  const [found, ...others] = visible.filter(({ id, title }) => id === word || title === word);
  if (!found) fail(`[ERROR] "${word}" isn't an item. Specify the item with its UUID, name, or domain.`);
  if (others.length > 0) fail(`[ERROR] More than one item matches "${word}". Specify the item by its ID.`);
  return found;
};

const VERBS = {
  list({ visible, print }) {
    print(visible.map(({ fields, ...summary }) => summary));
  },
  create({ word, state, print, input, undocumented }) {
    if (word !== '-') undocumented();
    const id = `id${state.items.length + 1}`;
    const item = { ...JSON.parse(input()), id, vault: { id: 'v1', name: 'Private' } };
    print(item);
    return { ...state, items: [...state.items, item] };
  },
  get(call) {
    call.print(find(call));
  },
  edit(call) {
    const { state, print, input } = call;
    const item = find(call);
    const given = JSON.parse(input());
    const edited = state.isOld ? item : { ...given, id: item.id };
    print(edited);
    return { ...state, items: state.items.map(each => (each.id === edited.id ? edited : each)) };
  },
};

module.exports = standIn(call => {
  const { args, state, undocumented } = call;
  const [noun, verb, ...rest] = args;
  const { words, options } = splitOptions(rest, name => (OPTIONS.includes(name) ? 1 : undocumented()));
  if (noun !== 'item' || !VERBS[verb] || options['--format'] !== 'json') undocumented();
  if (words.length !== (verb === 'list' ? 0 : 1)) undocumented();
  const vault = options['--vault'];
  const visible = state.items.filter(item => !vault || [item.vault.id, item.vault.name].includes(vault));
  return VERBS[verb]({ ...call, word: words[0], visible });
});

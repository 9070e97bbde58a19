// The part of `az` that is used, as documented at https://learn.microsoft.com/cli/azure/keyvault/secret. State: the versions of
// each secret.
const fs = require('node:fs');
const { splitOptions, standIn } = require('./standIn.cjs');

const OF_ALL = ['--vault-name', '--name', '--output'];
const OPTIONS = { show: OF_ALL, set: [...OF_ALL, '--file', '--encoding', '--description', '--tags'] };

/** Tags are all arguments up to the next option. */
const countTags = rest => {
  const end = rest.findIndex(each => each.startsWith('--'));
  return end < 0 ? rest.length : end;
};

const VERBS = {
  show({ versions, fail, print }) {
    const [latest] = versions.slice(-1);
    if (!latest) fail('ERROR: (SecretNotFound) A secret with (name/id) was not found in this key vault.', 3);
    print({ attributes: { enabled: true }, contentType: null, tags: null, ...latest });
  },
  set({ options, versions, name, state, undocumented }) {
    if (options['--encoding'] !== 'utf-8' || options['--file'] !== '/dev/stdin') undocumented();
    const version = {
      value: fs.readFileSync('/dev/stdin', 'utf8'),
      contentType: options['--description'] ?? null,
      tags: Object.fromEntries([options['--tags'] ?? []].flat().map(tag => tag.split('='))),
    };
    return { ...state, secrets: { ...state.secrets, [name]: [...versions, version] } };
  },
};

module.exports = standIn(call => {
  const { args, state, fail, undocumented } = call;
  const [group, noun, verb, ...rest] = args;
  if (group !== 'keyvault' || noun !== 'secret' || !VERBS[verb]) undocumented();
  const takes = (option, following) => (option === '--tags' ? countTags(following) : 1);
  const { words, options } = splitOptions(rest, takes);
  const isKnown = Object.keys(options).every(option => OPTIONS[verb].includes(option));
  if (words.length > 0 || !isKnown) undocumented();
  if (options['--vault-name'] !== 'team') fail('Failed to resolve the host of the vault.');
  const name = options['--name'];
  return VERBS[verb]({ ...call, options, name, versions: state.secrets[name] ?? [] });
});

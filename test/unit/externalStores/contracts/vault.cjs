// The part of `vault` that is used, as documented at https://developer.hashicorp.com/vault/docs/commands/kv, with its exit codes
// and messages. State: the version of the engine at `secret/`, and the secrets.
const { standIn } = require('./standIn.cjs');

const FLAG = /^-(format=json|cas=\d+|address=https?:\/\/\S+|namespace=\S+)$/;
const MOUNT = /^sys\/internal\/ui\/mounts\/secret(\/|$)/;
const DENIED = 'Error making API request.\n\nCode: 403. Errors:\n\n* permission denied';

const save = (state, name, data) => {
  const version = (state.secrets[name]?.version ?? 0) + 1;
  return { ...state, secrets: { ...state.secrets, [name]: { version, data } } };
};

const noValue = name => `No value found at ${name.replace('/', '/data/')}`;

const VERBS = {
  read({ name, state, print, fail }) {
    if (!MOUNT.test(name)) fail('Code: 403. Errors:\n\n* preflight capability check returned 403', 2);
    print({ data: { path: 'secret/', type: 'kv', options: state.version === 2 ? { version: '2' } : null } });
  },
  get({ name, state, print, fail }) {
    if (state.unreadable) fail(DENIED, 2);
    const found = state.secrets[name];
    if (!found) fail(noValue(name), 2);
    const { data, version } = found;
    print({ data: state.version === 2 ? { data, metadata: { version } } : data });
  },
  put({ name, key, cas, state, fail, input }) {
    // Version 1 of the engine ignores it.
    if (state.version === 2 && cas !== (state.secrets[name]?.version ?? 0))
      fail('Code: 400. Errors:\n\n* check-and-set parameter did not match the current version', 2);
    return save(state, name, { [key]: input() });
  },
  patch({ name, key, state, fail, input }) {
    if (state.version !== 2) fail('KV engine mount must be version 2 for patch support', 2);
    const { data } = state.secrets[name] ?? {};
    if (!data) fail(noValue(name), 2);
    return save(state, name, { ...data, [key]: input() });
  },
};

/** How many words, and which flags a verb takes besides those of the server. */
const SHAPES = { read: [2, '-format=json'], get: [3, '-format=json'], put: [4, '-cas='], patch: [4, ''] };

module.exports = standIn(call => {
  const { args, state, fail, undocumented } = call;
  // Flags that come after the path aren't flags.
  const words = args.filter(each => !each.startsWith('-'));
  const flags = args.filter(each => each.startsWith('-'));
  const [verb, name, assignment] = words[0] === 'kv' ? words.slice(1) : words;
  const [count, flag] = SHAPES[verb] ?? undocumented();
  const isInOrder = args.slice(-1)[0] === words.at(-1) && flags.every(each => FLAG.test(each));
  if (words.length !== count || !isInOrder || !flags.some(each => each.startsWith(flag))) undocumented();
  if (!flags.includes(`-address=${state.address}`)) fail('dial tcp: connection refused', 2);
  const key = assignment?.slice(0, -2);
  if (assignment && (!/^[^=@-][^=]*=-$/.test(assignment) || count !== 4)) undocumented();
  const cas = Number(flags.find(each => each.startsWith('-cas='))?.slice(5));
  return VERBS[verb]({ ...call, name, key, cas });
});

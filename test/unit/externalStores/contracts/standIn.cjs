const fs = require('node:fs');

/**
 * Runs a contract: `run` gets the arguments and the state, and returns the state afterwards, if it has changed. Whatever the
 * contract doesn't document fails.
 */
const standIn = run => file => {
  const state = JSON.parse(fs.readFileSync(file, 'utf8'));
  const fail = (message, exitCode = 1) => {
    process.stderr.write(`${message}\n`);
    process.exit(exitCode);
  };
  const args = process.argv.slice(2);
  const undocumented = () => fail(`undocumented: ${JSON.stringify(args)}`, 64);
  if (state.refuses) fail(state.refuses, 2);
  const print = answer => {
    process.stdout.write(`${JSON.stringify(answer, undefined, 2)}\n`);
  };
  const input = () => fs.readFileSync(0, 'utf8');
  const after = run({ args, state, fail, undocumented, print, input });
  if (after) fs.writeFileSync(file, JSON.stringify(after));
};

/**
 * Splits arguments into words and options. `take` returns how many of the following arguments are the value of an option; it
 * is called for options without an equals sign.
 */
const splitOptions = (args, take) => {
  const words = [];
  const options = {};
  for (let at = 0; at < args.length; at += 1) {
    const [, name, value] = /^(--?[a-z][^=]*)(?:=(.*))?$/s.exec(args[at]) ?? [];
    if (name === undefined) {
      words.push(args[at]);
      continue;
    }
    const count = take(name, args.slice(at + 1));
    const following = args.slice(at + 1, at + 1 + count);
    options[name] = value ?? (count === 1 ? following[0] : following);
    if (value === undefined) at += count;
  }
  return { words, options };
};

module.exports = { standIn, splitOptions };

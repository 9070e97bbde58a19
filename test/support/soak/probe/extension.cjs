// Runs in the extension host beside our extension. When the file `PROBE_FOLDER/ask` holds a text that it has not seen
// yet, it collects garbage and writes what the host holds to `PROBE_FOLDER/told.json`, with that text.
const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: wait } = require('node:timers/promises');
const v8 = require('node:v8');
const vm = require('node:vm');

/** How often the question is looked for, in milliseconds. */
const LOOK_EVERY_MS = 200;
/** What is freed by one collection may free more with the next, once finalizers have run; in milliseconds. */
const BETWEEN_COLLECTIONS_MS = 50;

v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc');

const countEach = names => {
  const counts = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

async function tell(asked, file) {
  for (let times = 0; times < 3; times += 1) {
    collectGarbage();
    await wait(BETWEEN_COLLECTIONS_MS);
  }
  const told = {
    asked,
    pid: process.pid,
    heapBytes: process.memoryUsage().heapUsed,
    resources: countEach(process.getActiveResourcesInfo()),
  };
  fs.writeFileSync(`${file}.new`, JSON.stringify(told));
  fs.renameSync(`${file}.new`, file);
}

exports.activate = context => {
  const folder = process.env.PROBE_FOLDER;
  let seen = '';
  const timer = setInterval(() => {
    let asked = seen;
    try {
      asked = fs.readFileSync(path.join(folder, 'ask'), 'utf8');
    } catch {
      // nobody has asked yet
    }
    if (asked === seen) return;
    seen = asked;
    void tell(asked, path.join(folder, 'told.json'));
  }, LOOK_EVERY_MS);
  context.subscriptions.push({ dispose: () => clearInterval(timer) });
};

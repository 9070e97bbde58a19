// Runs in the extension host beside the extension. When the file `PROBE_FOLDER/ask` has a new text, it collects garbage and
// writes the resources of the host to `PROBE_FOLDER/told.json`, with that text.
const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: wait } = require('node:timers/promises');
const v8 = require('node:v8');
const vm = require('node:vm');

/** Time between two checks of the file, in milliseconds. */
const LOOK_EVERY_MS = 200;
/** Time between two garbage collections, in milliseconds: once finalizers have run, the second one may free more. */
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
      // The file doesn't exist yet.
    }
    if (asked === seen) return;
    seen = asked;
    void tell(asked, path.join(folder, 'told.json'));
  }, LOOK_EVERY_MS);
  context.subscriptions.push({ dispose: () => clearInterval(timer) });
};

// Runs in the extension host beside our extension: a bare tree of static items to compare with, and the host's own
// event-loop delay and memory. Writes what it has measured to the file that PROBE_FILE names.
const fs = require('node:fs');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const v8 = require('node:v8');
const vm = require('node:vm');
const vscode = require('vscode');

/** As many children as one page of our tree shows: 1,000 clients and the line below them. */
const CHILDREN = 1001;
/** Resolution of the delay, and what it adds to each sample, in milliseconds. */
const RESOLUTION_MS = 1;
/** Rows of the bare view, as many as a tenant of the same benchmark has clients. */
const ROWS = 200;
/** Time from the start of the process until its cost is written down, in milliseconds. */
const STARTUP_MS = 10_000;
/** How often the heap is looked at, in milliseconds. */
const HEAP_EVERY_MS = 20;

v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc');

function reportStartup() {
  const { user, system } = process.cpuUsage();
  collectGarbage();
  const report = { cpuMs: (user + system) / 1000, heapBytes: process.memoryUsage().heapUsed };
  fs.writeFileSync(`${process.env.PROBE_FILE}.startup`, JSON.stringify(report));
}

exports.activate = context => {
  setTimeout(reportStartup, Math.max(0, STARTUP_MS - process.uptime() * 1000));
  const changed = new vscode.EventEmitter();
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  let heapPeakBytes = 0;
  let heapTimer;
  const lookAtHeap = () => {
    heapPeakBytes = Math.max(heapPeakBytes, process.memoryUsage().heapUsed);
  };
  const command = (name, run) =>
    context.subscriptions.push(vscode.commands.registerCommand(`probe.${name}`, run));
  let children;
  const makeChildren = () => {
    children ??= Array.from({ length: CHILDREN }, (_, index) => `Static item ${index}`);
    return children;
  };
  vscode.window.registerTreeDataProvider('probe.items', {
    onDidChangeTreeData: changed.event,
    getChildren: node => (node ? makeChildren() : ['Static']),
    getTreeItem: label => {
      const { Collapsed, None } = vscode.TreeItemCollapsibleState;
      const item = new vscode.TreeItem(label, label === 'Static' ? Collapsed : None);
      item.id = label;
      item.description = 'of the probe';
      item.iconPath = new vscode.ThemeIcon('key');
      return item;
    },
  });
  vscode.window.registerTreeDataProvider('probe.rows', {
    getChildren: () => Array.from({ length: ROWS }, (_, index) => `Row ${index}`),
    getTreeItem: label => new vscode.TreeItem(label),
  });
  command('ask', () => vscode.window.showQuickPick(['One', 'Two'], { title: 'Bare Question' }));
  command('page', () => {
    const panel = vscode.window.createWebviewPanel('probe.page', 'Bare Page', vscode.ViewColumn.Active, {});
    panel.webview.html = fs.readFileSync(process.env.PROBE_PAGE, 'utf8');
  });
  command('refresh', () => changed.fire());
  command('measure', () => {
    clearInterval(heapTimer);
    heapPeakBytes = 0;
    heapTimer = setInterval(lookAtHeap, HEAP_EVERY_MS);
    histogram.reset();
    histogram.enable();
  });
  command('report', () => {
    histogram.disable();
    clearInterval(heapTimer);
    lookAtHeap();
    collectGarbage();
    const ms = nanoseconds => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
    const report = {
      pid: process.pid,
      delayP99Ms: ms(histogram.percentile(99)),
      delayMaxMs: ms(histogram.max),
      heapBytes: process.memoryUsage().heapUsed,
      heapPeakBytes,
    };
    fs.writeFileSync(process.env.PROBE_FILE, JSON.stringify(report));
  });
};

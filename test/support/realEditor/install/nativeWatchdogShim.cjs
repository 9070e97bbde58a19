// Stands in for @vscode/native-watchdog, which ends an extension host whose parent is gone: parentWatch.mjs
// does.
exports.start = () => {};

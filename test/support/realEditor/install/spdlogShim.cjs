// Stands in for @vscode/spdlog inside the editor's node_modules: log files without a compiler. Only what the
// editor calls; written synchronously, so that a test that reads a log finds every line.
const fs = require('node:fs');
const path = require('node:path');

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
let defaultLevel = levels.indexOf('info');

class Logger {
  constructor(_name, file) {
    this.file = file;
    this.level = defaultLevel;
    this.plain = false;
    fs.mkdirSync(path.dirname(file), { recursive: true });
  }

  setPattern() {}
  flush() {}
  drop() {}

  clearFormatters() {
    this.plain = true;
  }

  setLevel(level) {
    this.level = level;
  }

  getLevel() {
    return this.level;
  }

  write(level, text) {
    if (level < this.level) return;
    const line = this.plain ? text : `${new Date().toISOString()} [${levels[level]}] ${text}\n`;
    try {
      fs.appendFileSync(this.file, line);
    } catch {
      // the run's folder is removed while the last process still ends
    }
  }
}

for (const [level, name] of levels.entries()) {
  Logger.prototype[name] = function (text) {
    this.write(level, text);
  };
}

const createLogger = async (name, file) => new Logger(name, file);

// one assignment each: an ES module that imports this finds only names that can be read off the text
exports.version = 0;
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.setLevel = level => {
  defaultLevel = level;
};

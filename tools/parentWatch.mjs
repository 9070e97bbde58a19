// Loaded by `node --import`, or imported: ends this process, and the group that it leads, once the process
// that started it is gone. A program that was killed outright cannot end its children, so the children look
// up. Plain JavaScript, because it is inherited by the editor's own processes and runs before any of our
// code.
const lookEveryMs = 500;
const parent = process.ppid;

function endAll() {
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    // not the leader of a group
    process.kill(process.pid, 'SIGKILL');
  }
}

// Windows keeps the number of a parent that is gone: there the job object of the console does this.
setInterval(() => process.ppid !== parent && endAll(), lookEveryMs).unref();

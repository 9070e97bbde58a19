// Loaded by `node --import`, or imported: ends this process and its group once the process that started it is gone. A killed
// program can't end its children, so they watch it. Plain JavaScript, because the editor's own processes inherit it and it
// runs before all other code.
const lookEveryMs = 500;
const parent = process.ppid;

function endAll() {
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    // Not the leader of a group.
    process.kill(process.pid, 'SIGKILL');
  }
}

// On Windows, the id of the parent never changes; there, the job object of the console ends the processes.
setInterval(() => process.ppid !== parent && endAll(), lookEveryMs).unref();

/** Files that are open at the same time in all folders of records: a process has few descriptors, and others need them, too. */
const FILES_AT_ONCE = 16;

const waiting: (() => void)[] = [];
let open = 0;

/** Runs a task that opens one file, when fewer than 16 of them run. Rejects as the task does. */
export async function withOpenFile<T>(task: () => Promise<T>): Promise<T> {
  if (open < FILES_AT_ONCE) open += 1;
  // The task that ends hands its turn over.
  else await new Promise<void>(resolve => waiting.push(resolve));
  try {
    return await task();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else open -= 1;
  }
}

/**
 * Runs a task after what has been shown so far has been sent to the editor: loading code keeps this process busy, and a question
 * should be there before the work for later questions begins.
 */
export async function soon<T>(task: () => T | Promise<T>): Promise<T> {
  await new Promise(resolve => setImmediate(resolve));
  // The editor's own writing is put off by a timer of the same kind, which was started before this one.
  await new Promise(resolve => setTimeout(resolve, 0));
  return task();
}

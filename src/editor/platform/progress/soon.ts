/**
 * Runs a task after pending UI updates have been sent to the editor: loading code blocks this process, and a question should
 * be visible before the work for later questions begins.
 */
export async function soon<T>(task: () => T | Promise<T>): Promise<T> {
  await new Promise(resolve => setImmediate(resolve));
  // The editor delays its own messages by a timer of this kind, which was started before this one.
  await new Promise(resolve => setTimeout(resolve, 0));
  return task();
}

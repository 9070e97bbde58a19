/** Small facts of the workspace, as `Memento` keeps them; no secrets. */
export interface WorkspaceMemory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

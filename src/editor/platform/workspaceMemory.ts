/** State of the workspace, a part of `Memento`; no secrets. */
export interface WorkspaceMemory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

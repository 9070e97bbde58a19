/** Nothing to build yet: the parts come with the first view. */
export function activate(): void {}

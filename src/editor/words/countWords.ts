/** Writes a count so that thousands can be read: `50,000`. */
export function countInWords(count: number): string {
  return count.toLocaleString('en-US');
}

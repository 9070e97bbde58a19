/** The text of an icon, which esbuild puts into the bundle. */
declare module '*.svg' {
  const text: string;
  export default text;
}

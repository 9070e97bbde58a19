import * as v from 'valibot';

/**
 * Makes the function that checks what was read against a schema: it returns the value as the schema describes it, without
 * properties that the schema does not know, or `undefined`.
 */
export const decoderOf =
  <Schema extends v.GenericSchema>(schema: Schema) =>
  (value: unknown): v.InferOutput<Schema> | undefined => {
    const read = v.safeParse(schema, value);
    return read.success ? read.output : undefined;
  };

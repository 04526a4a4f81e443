import { z } from "zod";

/** An empty field says that nothing is known. */
export const orNull = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text) => (text.trim() === "" ? null : text))
    .pipe(schema as z.ZodType<z.output<Schema>, string | null>);

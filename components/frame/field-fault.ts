import type { z } from "zod";

/** A key of `errors.fields` and what its sentence needs. */
export type FieldFault = { key: string; values: Record<string, number> };

const FORMAT_KEYS: Record<string, string> = { email: "email", uuid: "invalid", date: "invalid" };
const MESSAGE_KEY = /^[a-z]+(_[a-z]+)*$/;

/** Our schemas name a message key where the library's own wording would not do; the rest follows from the kind of fault. */
export function fieldFault(issue: z.core.$ZodIssue): FieldFault {
  switch (issue.code) {
    case "too_small": {
      const min = Number(issue.minimum);
      if (min <= 1 && (issue.origin === "string" || issue.origin === "array")) return plain("required");
      return { key: issue.origin === "string" ? "too_short" : "too_small", values: { min } };
    }
    case "too_big": {
      const max = Number(issue.maximum);
      return { key: issue.origin === "string" ? "too_long" : "too_big", values: { max } };
    }
    case "invalid_type":
      return plain(issue.input === undefined ? "required" : "invalid");
    case "invalid_value":
      return plain("not_an_option");
    case "invalid_format":
      return plain(
        MESSAGE_KEY.test(issue.message) ? issue.message : (FORMAT_KEYS[issue.format] ?? "invalid"),
      );
    case "custom":
      return plain(MESSAGE_KEY.test(issue.message) ? issue.message : "invalid");
    default:
      return plain("invalid");
  }
}

function plain(key: string): FieldFault {
  return { key, values: {} };
}

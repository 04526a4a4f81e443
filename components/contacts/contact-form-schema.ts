import { z } from "zod";
import { orNull } from "@/components/frame/or-null";
import { type ContactDetail, type ContactInput, contactInput } from "@/lib/contacts/schema";
import { LANGUAGES } from "@/lib/vocabulary";

const { kind, name, numbers, email, timeZone, externalId, dateOfBirth, tags, variables, notes } =
  contactInput.shape;

/** As the fields hold it; reads as the body of a new contact. */
export const contactForm = z.object({
  name,
  kind: kind.unwrap(),
  numbers: numbers.unwrap(),
  email: orNull(email.unwrap()),
  language: z.enum(["", ...LANGUAGES]).transform((language) => (language === "" ? null : language)),
  timeZone: orNull(timeZone.unwrap()),
  externalId: orNull(externalId.unwrap()),
  dateOfBirth: orNull(dateOfBirth.unwrap()),
  /** Between commas. */
  tags: z
    .string()
    .transform((text) => text.split(",").filter((tag) => tag.trim() !== ""))
    .pipe(tags.unwrap()),
  variables: z
    .array(z.object({ name: z.string().trim(), value: z.string() }))
    .superRefine((rows, context) => {
      for (const [index, row] of rows.entries()) {
        const fault = variables.unwrap().safeParse({ [row.name]: row.value }).error?.issues[0];
        if (fault) context.addIssue({ code: "custom", message: messageOf(fault), path: [index, "name"] });
      }
    })
    .transform((rows) => Object.fromEntries(rows.map(({ name, value }) => [name, value])))
    .pipe(variables.unwrap()),
  notes: notes.unwrap(),
});
export type ContactForm = z.input<typeof contactForm>;

function messageOf(issue: z.core.$ZodIssue): string {
  return issue.code === "custom" ? issue.message : "variable_name";
}

export const EMPTY_CONTACT: ContactForm = {
  name: "",
  kind: "patient",
  numbers: [{ number: "", label: "" }],
  email: "",
  language: "",
  timeZone: "",
  externalId: "",
  dateOfBirth: "",
  tags: "",
  variables: [],
  notes: "",
};

export function formOf(contact: ContactDetail): ContactForm {
  return {
    name: contact.name,
    kind: contact.kind,
    numbers:
      contact.numbers.length > 0
        ? contact.numbers.map(({ number, label }) => ({ number, label }))
        : EMPTY_CONTACT.numbers,
    email: contact.email ?? "",
    language: contact.language ?? "",
    timeZone: contact.timeZone ?? "",
    externalId: contact.externalId ?? "",
    dateOfBirth: contact.dateOfBirth ?? "",
    tags: contact.tags.join(", "),
    variables: Object.entries(contact.variables).map(([name, value]) => ({ name, value })),
    notes: contact.notes,
  };
}

/** Rows left empty are none; without them every row stands where the server will name it. */
export function withoutEmptyRows(form: ContactForm): ContactForm {
  return {
    ...form,
    numbers: form.numbers.filter(({ number }) => number.trim() !== ""),
    variables: form.variables.filter(({ name, value }) => name.trim() !== "" || value.trim() !== ""),
  };
}

/** Only what somebody changed: a colleague may have changed the rest meanwhile. */
export function changesOf(body: ContactInput, contact: ContactDetail): Partial<ContactInput> {
  const before: Record<string, unknown> = contactForm.safeParse(withoutEmptyRows(formOf(contact))).data ?? {};
  return Object.fromEntries(
    Object.entries(body).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field])),
  );
}

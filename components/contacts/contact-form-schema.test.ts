import { expect, it } from "vitest";
import type { ContactDetail } from "@/lib/contacts/schema";
import { changesOf, contactForm, EMPTY_CONTACT, formOf, withoutEmptyRows } from "./contact-form-schema";

const contact: ContactDetail = {
  id: "0195b6a0-0000-7000-8000-000000000001",
  kind: "client",
  name: "Rosa Núñez",
  numbers: [{ number: "+34612345678", label: "Móvil", doNotCall: false }],
  email: "rosa@example.com",
  externalId: null,
  tags: ["vip", "niños"],
  doNotCallAt: null,
  updatedAt: new Date(0),
  language: "es",
  timeZone: null,
  dateOfBirth: "1980-02-29",
  variables: { doctor: "Vega" },
  notes: "",
  doNotCallReason: null,
  createdAt: new Date(0),
  sharesNumberWith: [],
};

it("a contact that nobody touched has no changes", () => {
  expect(changesOf(contactForm.parse(formOf(contact)), contact)).toEqual({});
});

it("only what was changed is sent, and what was emptied is known no more", () => {
  const form = { ...formOf(contact), email: " ", tags: "VIP,, ", variables: [] };
  expect(changesOf(contactForm.parse(form), contact)).toEqual({ email: null, tags: ["vip"], variables: {} });
});

it("a new contact needs a name, and rows left empty are none", () => {
  expect(contactForm.safeParse(EMPTY_CONTACT).error?.issues.map(({ path }) => path[0])).toContain("name");
  const form = withoutEmptyRows({
    ...EMPTY_CONTACT,
    name: "Rosa",
    numbers: [
      { number: " ", label: "casa" },
      { number: "612", label: "" },
    ],
    variables: [{ name: "", value: "" }],
  });
  expect(contactForm.parse(form)).toMatchObject({
    name: "Rosa",
    numbers: [{ number: "612", label: "" }],
    variables: {},
    email: null,
  });
});

it("a name that no variable may have is marked at its row", () => {
  const form = {
    ...formOf(contact),
    variables: [
      { name: "ok", value: "" },
      { name: "dos palabras", value: "x" },
    ],
  };
  const issues = contactForm.safeParse(form).error?.issues;
  expect(issues).toMatchObject([{ path: ["variables", 1, "name"], message: "variable_name" }]);
});

import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findCall } from "@/db/queries/calls";
import { findContactsByNumber } from "@/db/queries/contacts";
import { addConsent, listConsents } from "@/lib/contacts/consents";
import { setDoNotCall } from "@/lib/contacts/do-not-call";
import { exportContacts } from "@/lib/contacts/export-contacts";
import { getContact } from "@/lib/contacts/get-contact";
import { listContacts, listTags } from "@/lib/contacts/list-contacts";
import { mergeContacts } from "@/lib/contacts/merge-contacts";
import { putContact, updateContact } from "@/lib/contacts/save-contact";
import { contactPut } from "@/lib/contacts/schema";
import { addCall, createBusiness, newPhoneNumber } from "./business";
import { add, at, audited, consent, listenTo, openCards, type Given } from "./cards";

openCards();

describe("a contact", () => {
  it("keeps its numbers in E.164, in the order given and each once", async () => {
    const { scope } = await createBusiness();
    const made = await add(scope, {
      numbers: [
        { number: "612 34 56 78" },
        { number: "+44 20 7946 0000", label: "London" },
        { number: "0034612345678", label: "Móvil" },
      ],
    });
    expect(made.numbers).toEqual([
      { number: "+34612345678", label: "Móvil", doNotCall: false },
      { number: "+442079460000", label: "London", doNotCall: false },
    ]);
  });

  it("is refused with every number that is none, each by its place", async () => {
    const { scope } = await createBusiness();
    await expect(add(scope, at("12", "612345678", "hola"))).rejects.toMatchObject({
      fields: { "numbers.0.number": "phone_number", "numbers.2.number": "phone_number" },
    });
    expect((await listContacts(scope, {}, { limit: 10 })).data).toEqual([]);
  });

  it("shares its number with others, who are named, and all of whom the number finds", async () => {
    const { scope } = await createBusiness();
    const number = newPhoneNumber();
    const mother = await add(scope, { name: "Rosa", ...at(number) });
    const son = await add(scope, { name: "Leo", ...at(newPhoneNumber(), number) });
    await add(scope, { name: "Nadie", ...at(newPhoneNumber()) });
    expect((await getContact(scope, mother.id)).sharesNumberWith).toEqual([
      { id: son.id, name: "Leo", nameKey: "leo" },
    ]);
    await updateContact(scope, mother.id, { notes: "Llama ella." });
    expect((await findContactsByNumber(scope, number)).map(({ name }) => name)).toEqual(["Rosa", "Leo"]);
  });

  it("tells the business's systems what it is when it is made and when it changes, and nothing when nothing changes", async () => {
    const { scope } = await createBusiness();
    const told = await listenTo(scope);
    const made = await add(scope, { tags: ["Ortodoncia"], ...at("612345678") });
    await updateContact(scope, made.id, {
      name: made.name,
      numbers: [{ number: "612 345 678", label: "" }],
      tags: ["ortodoncia"],
    });
    await updateContact(scope, made.id, { email: "rosa@example.com" });
    expect(await told()).toMatchObject([
      { event: "contact.created", data: { id: made.id, name: "Rosa Núñez", tags: ["ortodoncia"] } },
      { event: "contact.updated", data: { id: made.id, email: "rosa@example.com" } },
    ]);
  });

  it("of the business's own system is made once, however many send it at once, and replaced by what is sent later", async () => {
    const { scope } = await createBusiness();
    const put = (given: Given) => putContact(scope, "HC-7", contactPut.parse({ name: "Rosa", ...given }));
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => put({ email: "rosa@example.com", ...at("612345678") })),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    const replaced = await put({ name: "Rosa María" });
    expect(replaced).toMatchObject({ id: answers[0]?.id, name: "Rosa María", email: null, numbers: [] });
  });

  it("cannot take the external id of another one", async () => {
    const { scope } = await createBusiness();
    await add(scope, { externalId: "HC-1" });
    const other = await add(scope, { externalId: "HC-2" });
    const taken = { code: "conflict", fields: { externalId: "external_id_taken" } };
    await expect(add(scope, { externalId: "HC-1" })).rejects.toMatchObject(taken);
    await expect(updateContact(scope, other.id, { externalId: "HC-1", name: "X" })).rejects.toMatchObject(
      taken,
    );
    expect(await getContact(scope, other.id)).toMatchObject({ name: "Rosa Núñez", externalId: "HC-2" });
  });
});

describe("the contact list", () => {
  it("pages put together are everybody by name, whatever the size and however many have the same name", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom("Ana", "ana", "Ánxel", "Bea", "나리", "🙂"), { maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        async (names, limit) => {
          const { scope } = await createBusiness();
          const made = [];
          for (const name of names) made.push((await add(scope, { name })).id);
          const seen: string[] = [];
          let cursor: string | undefined;
          do {
            const page = await listContacts(scope, {}, { cursor, limit });
            seen.push(...page.data.map(({ id }) => id));
            cursor = page.nextCursor ?? undefined;
          } while (cursor !== undefined && seen.length <= names.length);
          expect(seen.toSorted()).toEqual(made.toSorted());
          const whole = (await listContacts(scope, {}, { limit: 100 })).data.map(({ id }) => id);
          expect(seen).toEqual(whole);
        },
      ),
      { numRuns: 15 },
    );
  });

  it("goes on after the longest name there can be", async () => {
    const { scope } = await createBusiness();
    for (const last of ["가", "나"]) await add(scope, { name: "각".repeat(119) + last });
    const first = await listContacts(scope, {}, { limit: 1 });
    const second = await listContacts(scope, {}, { limit: 1, cursor: first.nextCursor ?? "" });
    expect(second.data.map(({ name }) => name.at(-1))).toEqual(["나"]);
  });

  it("refuses a cursor that is not one of ours, naming it", async () => {
    const { scope } = await createBusiness();
    for (const text of ["x", "", "|", randomUUID(), "1|ana"])
      await expect(
        listContacts(scope, {}, { limit: 1, cursor: Buffer.from(text).toString("base64url") }),
      ).rejects.toMatchObject({ fields: { cursor: "invalid" } });
  });

  it("finds by beginnings of words, without accents, by ends and beginnings of numbers, by e-mail and external id", async () => {
    const { scope } = await createBusiness();
    await add(scope, { name: "Rosa Núñez-O'Brien", ...at("612345678"), email: "rosa.nunez@example.com" });
    await add(scope, { name: "José Ángel Muñoz", ...at("+573001234567"), externalId: "HC-0042" });
    const find = async (q: string) =>
      (await listContacts(scope, { q }, { limit: 10 })).data.map(({ name }) => name.split(" ")[0]);
    for (const q of [
      "ros",
      "NUÑ",
      "nunez",
      "núñez rosa",
      "brien",
      "o'brien",
      "612 34",
      "+34612",
      "34612345678",
      "5678",
      "rosa.nunez@ex",
    ])
      expect(await find(q), q).toEqual(["Rosa"]);
    for (const q of ["jose", "angel mun", "hc-00", "HC-0042", "4567", "300 123 4567", "57300"])
      expect(await find(q), q).toEqual(["José"]);
    for (const q of ["osa", "rosa jose", "678", "nuñezz", "& | ! ' \\ :* <->", "%", "_", "a & !b", "99999"])
      expect(await find(q), q).toEqual([]);
  });

  it("shows only those of a kind, with a tag, or whom nobody may call", async () => {
    const { scope } = await createBusiness();
    await add(scope, { name: "A", kind: "lead", tags: ["vip"] });
    const b = await add(scope, { name: "B", tags: ["VIP", "niños"] });
    await setDoNotCall(scope, b.id, { reason: "" });
    const names = async (filters: Parameters<typeof listContacts>[1]) =>
      (await listContacts(scope, filters, { limit: 10 })).data.map(({ name }) => name);
    expect(await names({ kind: "lead" })).toEqual(["A"]);
    expect(await names({ tag: "vip" })).toEqual(["A", "B"]);
    expect(await names({ doNotCall: "true" })).toEqual(["B"]);
    expect(await names({ doNotCall: "false", tag: "niños" })).toEqual([]);
    expect(await listTags(scope)).toEqual([
      { tag: "niños", contacts: 1 },
      { tag: "vip", contacts: 2 },
    ]);
  });

  it("as a file runs nothing in a spreadsheet, and says in the audit log that it was taken, not whom it was searched for", async () => {
    const { scope } = await createBusiness();
    await add(scope, { name: "=HYPERLINK(evil)", notes: "@SUM(1)\nsegunda", ...at("612345678") });
    let text = "";
    for await (const part of exportContacts(scope, { q: "hyper" })) text += part;
    const [heading, ...rest] = text.split("\r\n");
    expect(heading).toMatch(/^\uFEFFid,external_id,kind,name,numbers/);
    expect(rest.join("\n")).toContain(`"'=HYPERLINK(evil)","'+34612345678"`);
    expect(rest.join("\n")).toContain(`'@SUM(1)\nsegunda`);
    const entries = await audited(scope);
    expect(entries).toMatchObject([{ action: "contact.export", details: { searched: true } }]);
    expect(JSON.stringify(entries)).not.toContain("hyper");
  });
});

describe("two contacts that are one person", () => {
  it("become one with everything of both, and the other is gone", async () => {
    const { scope } = await createBusiness();
    const told = await listenTo(scope);
    const [shared, second] = [newPhoneNumber(), newPhoneNumber()];
    const kept = await add(scope, {
      ...at(shared),
      tags: ["vip"],
      notes: "Alergia.",
      variables: { a: "1" },
    });
    const other = await add(scope, {
      name: "Rosa N.",
      ...at(shared, second),
      tags: ["vip", "niños"],
      notes: "Prefiere tardes.",
      email: "rosa@example.com",
      externalId: "HC-9",
      variables: { a: "2", b: "3" },
    });
    const call = await addCall(scope, { contactId: other.id });
    await addConsent(scope, other.id, consent({ callId: call.id }));
    await setDoNotCall(scope, other.id, { reason: "Lo pidió." });
    const merged = await mergeContacts(scope, kept.id, other.id);
    expect(merged).toMatchObject({
      name: "Rosa Núñez",
      email: "rosa@example.com",
      externalId: "HC-9",
      tags: ["vip", "niños"],
      notes: "Alergia.\n\nPrefiere tardes.",
      variables: { a: "1", b: "3" },
      doNotCallReason: "Lo pidió.",
      sharesNumberWith: [],
    });
    expect(merged.numbers).toEqual([
      { number: shared, label: "", doNotCall: true },
      { number: second, label: "", doNotCall: true },
    ]);
    expect(await findCall(scope, call.id)).toMatchObject({ contact: { id: kept.id, name: "Rosa Núñez" } });
    expect(await listConsents(scope, kept.id)).toHaveLength(1);
    await expect(getContact(scope, other.id)).rejects.toMatchObject({ code: "not_found" });
    expect((await told()).at(-1)).toMatchObject({
      event: "contact.merged",
      data: { id: kept.id, otherId: other.id, otherExternalId: "HC-9" },
    });
    expect((await audited(scope)).at(-1)).toEqual({
      action: "contact.merge",
      subject: kept.id,
      details: { otherId: other.id, doNotCall: true },
    });
  });

  it("are merged once when it is asked for both ways at the same time", async () => {
    const { scope } = await createBusiness();
    const [one, two] = [await add(scope), await add(scope)];
    const answers = await Promise.allSettled([
      mergeContacts(scope, one.id, two.id),
      mergeContacts(scope, two.id, one.id),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect((await listContacts(scope, {}, { limit: 10 })).data).toHaveLength(1);
  });

  it("are not the same one twice", async () => {
    const { scope } = await createBusiness();
    const { id } = await add(scope);
    await expect(mergeContacts(scope, id, id)).rejects.toMatchObject({ fields: { otherId: "same_contact" } });
  });
});

import { describe, expect, it } from "vitest";
import { blockNumber, isNumberBlocked } from "@/db/queries/contacts";
import { addConsent, listConsents } from "@/lib/contacts/consents";
import { clearDoNotCall, refuseDoNotCall, setDoNotCall } from "@/lib/contacts/do-not-call";
import { updateContact } from "@/lib/contacts/save-contact";
import { addCall, createBusiness, newPhoneNumber } from "./business";
import { add, at, audited, consent, database, listenTo, openCards } from "./cards";

openCards();

describe("do not call", () => {
  it("holds for the person and the number, until it is taken back", async () => {
    const { scope } = await createBusiness();
    const told = await listenTo(scope);
    const [number, second] = [newPhoneNumber(), newPhoneNumber()];
    const rosa = await add(scope, at(number, second));
    expect(await refuseDoNotCall(scope, { toNumber: number })).toBeUndefined();
    const flagged = await setDoNotCall(scope, rosa.id, { reason: "No quiere." });
    expect(flagged).toMatchObject({ doNotCallReason: "No quiere.", doNotCallAt: expect.any(Date) });
    expect(flagged.numbers.map(({ doNotCall }) => doNotCall)).toEqual([true, true]);
    for (const toNumber of [number, second])
      expect(await refuseDoNotCall(scope, { toNumber })).toBe("do_not_call");
    // At a number nobody has blocked, it is the person who refuses.
    expect(await refuseDoNotCall(scope, { toNumber: newPhoneNumber(), contactId: rosa.id })).toBe(
      "do_not_call",
    );
    const again = await setDoNotCall(scope, rosa.id, { reason: "Otra razón" });
    expect(again).toMatchObject({ doNotCallReason: "No quiere.", doNotCallAt: flagged.doNotCallAt });
    await clearDoNotCall(scope, rosa.id);
    expect(await refuseDoNotCall(scope, { toNumber: number, contactId: rosa.id })).toBeUndefined();
    expect((await told()).map(({ event }) => event)).toEqual([
      "contact.created",
      "contact.do_not_call",
      "contact.do_not_call",
    ]);
    expect((await audited(scope)).map(({ action }) => action)).toEqual([
      "contact.do_not_call",
      "contact.may_be_called",
    ]);
  });

  it("of one person does not silence another at the same telephone", async () => {
    const { scope } = await createBusiness();
    const number = newPhoneNumber();
    const rosa = await add(scope, { name: "Rosa", ...at(number) });
    const leo = await add(scope, { name: "Leo", ...at(number) });
    await setDoNotCall(scope, rosa.id, { reason: "" });
    expect(await isNumberBlocked(scope, number)).toBe(false);
    expect(await refuseDoNotCall(scope, { toNumber: number, contactId: rosa.id })).toBe("do_not_call");
    expect(await refuseDoNotCall(scope, { toNumber: number, contactId: leo.id })).toBeUndefined();
    expect(await refuseDoNotCall(scope, { toNumber: number })).toBeUndefined();
    await setDoNotCall(scope, leo.id, { reason: "" });
    expect(await refuseDoNotCall(scope, { toNumber: number })).toBe("do_not_call");
    expect(await isNumberBlocked(scope, number)).toBe(true);
  });

  it("is not evaded by naming somebody who is not known at that telephone", async () => {
    const { scope } = await createBusiness();
    const rosa = await add(scope, { name: "Rosa" });
    const leo = await add(scope, { name: "Leo" });
    await setDoNotCall(scope, rosa.id, { reason: "" });
    // Known only since the objection, so it is not on the list of numbers itself.
    const number = newPhoneNumber();
    await updateContact(scope, rosa.id, { numbers: [{ number, label: "" }] });
    expect(await refuseDoNotCall(scope, { toNumber: number, contactId: leo.id })).toBe("do_not_call");
    expect(await refuseDoNotCall(scope, { toNumber: newPhoneNumber(), contactId: leo.id })).toBeUndefined();
  });

  it("of a number nobody is known at holds for whoever comes to be known there", async () => {
    const { scope } = await createBusiness();
    const number = newPhoneNumber();
    await blockNumber(scope, { number, reason: "Lo pidió." });
    const rosa = await add(scope, at(number));
    expect(rosa.numbers).toEqual([{ number, label: "", doNotCall: true }]);
    expect(await refuseDoNotCall(scope, { toNumber: number, contactId: rosa.id })).toBe("do_not_call");
    await clearDoNotCall(scope, rosa.id);
    expect(await refuseDoNotCall(scope, { toNumber: number })).toBeUndefined();
  });
});

describe("the consent ledger", () => {
  it("counts the newest decision on a purpose and channel until it expires, and forgets none", async () => {
    const { scope } = await createBusiness();
    const { id } = await add(scope);
    await addConsent(scope, id, consent({ decidedAt: "2024-01-01T00:00:00Z" }));
    await addConsent(
      scope,
      id,
      consent({ decidedAt: "2025-01-01T00:00:00Z", expiresAt: "2025-06-01T00:00:00Z" }),
    );
    await addConsent(scope, id, consent({ channel: "sms", decision: "refused" }));
    const ledger = await listConsents(scope, id);
    expect(ledger.map(({ channel, isCurrent }) => [channel, isCurrent])).toEqual([
      ["sms", true],
      ["call", false],
      ["call", false],
    ]);
    const newest = await addConsent(scope, id, consent({ decision: "refused" }));
    expect(newest).toMatchObject({ decision: "refused", isCurrent: true, recordedBy: "Ana Prueba" });
  });

  it("takes neither what has not happened, nor what ends before it begins, nor a call of somebody else", async () => {
    const { scope } = await createBusiness();
    const stranger = await createBusiness();
    const { id } = await add(scope);
    const refusals = {
      decidedAt: { decidedAt: "2999-01-01T00:00:00Z" },
      expiresAt: { expiresAt: "2001-01-01T00:00:00Z" },
    };
    for (const [field, given] of Object.entries(refusals))
      await expect(addConsent(scope, id, consent(given)), field).rejects.toMatchObject({
        code: "invalid",
        fields: { [field]: expect.any(String) },
      });
    const callId = (await addCall(stranger.scope)).id;
    await expect(addConsent(scope, id, consent({ callId }))).rejects.toMatchObject({ code: "not_found" });
    expect(await listConsents(scope, id)).toEqual([]);
  });

  it("cannot be rewritten, not even by the product itself", async () => {
    const { scope } = await createBusiness();
    const { id } = await add(scope);
    const made = await addConsent(scope, id, consent());
    await expect(
      database.owner.begin(async (tx) => {
        await tx`set local role centralita_app`;
        await tx`select set_config('app.tenant_id', ${scope.tenantId}, true)`;
        await tx`update consents set decision = 'refused' where id = ${made.id}`;
      }),
    ).rejects.toThrow(/permission denied/);
  });
});

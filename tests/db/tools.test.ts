import { describe, expect, it } from "vitest";
import { listAppointments } from "@/db/queries/appointments";
import { findCall } from "@/db/queries/calls";
import { findContactsByNumber, isNumberBlocked } from "@/db/queries/contacts";
import { listToolUses } from "@/db/queries/tool-uses";
import { listMessages } from "@/lib/messages/list-messages";
import { readAnswer } from "@/lib/tools/answer";
import { runTool } from "@/lib/tools/run-tool";
import { addAgent, newPhoneNumber } from "./business";
import { at, callFrom, database, NOW, openPractice, person, scope, use, visit } from "./practice";

openPractice();

describe("the rest of the work", () => {
  it("looking for times books none", async () => {
    const { number } = await person();
    const found = await use(await callFrom(number), "find_free_slots", {
      service: "limpieza",
      when: "el veintidós de noviembre por la mañana",
    });
    expect(found.options).toHaveLength(3);
    expect(await listAppointments(scope, { from: NOW, to: new Date(+NOW + 30 * 86_400_000) })).toEqual([]);
  });

  it("an agent that speaks English is given English to say, and understands it", async () => {
    const { number } = await person();
    const english = await addAgent(scope, { language: "en" });
    const call = await callFrom(number, { agentId: english });
    expect(await use(call, "book_appointment", {})).toMatchObject({
      ask: "when",
      say: expect.stringMatching(/^What day/),
    });
    const done = await use(call, "book_appointment", { when: "November twenty-second at half past ten" });
    expect(done).toMatchObject({ status: "done", say: expect.stringMatching(/Thursday.*half past ten/) });
    expect(await listAppointments(scope, { from: at("10:30"), to: at("10:31") })).toHaveLength(1);
  });

  it("a message is kept with the number of the call", async () => {
    const number = newPhoneNumber();
    const call = await callFrom(number);
    await use(call, "take_message", { text: "Que me llame la doctora", name: "Luis" });
    const { data } = await listMessages(scope, { state: "open" }, { limit: 10 });
    expect(data).toMatchObject([{ text: "Que me llame la doctora", name: "Luis", number, callId: call.id }]);
    expect(await findCall(scope, call.id)).toMatchObject({ outcome: "message_taken" });
  });

  it("a message for another telephone reads its number back", async () => {
    const call = await callFrom(newPhoneNumber());
    const said = await use(call, "take_message", {
      text: "Que me llame la doctora",
      phone: "seis uno dos, treinta y cuatro, cincuenta y seis, setenta y ocho",
    });
    expect(said.say).toMatch(/seis uno dos/);
    const { data } = await listMessages(scope, { state: "open" }, { limit: 10 });
    expect(data[0]?.number).toBe("+34612345678");
  });

  it("who does not want to be called again is not", async () => {
    const { id: contactId, number } = await person();
    const call = await callFrom(number);
    await use(call, "do_not_call_again", { reason: "No quiere publicidad" });
    expect(await isNumberBlocked(scope, number)).toBe(true);
    expect((await findContactsByNumber(scope, number))[0]).toMatchObject({ id: contactId });
    expect(await findCall(scope, call.id)).toMatchObject({ outcome: "opted_out" });
  });

  it("nobody has another's telephone blocked by dictating its number", async () => {
    const call = await callFrom("anonymous");
    const phone = "seis uno dos, treinta y cuatro, cincuenta y seis, setenta y ocho";
    const when = "el veintidós de noviembre a las diez";
    const booked = await use(call, "book_appointment", { name: "Inés Polo", when, phone });
    expect(booked.status).toBe("done");
    await use(call, "do_not_call_again", {});
    expect(await isNumberBlocked(scope, "+34612345678")).toBe(false);
  });

  it("one call fills neither the agenda nor the list of messages", async () => {
    const call = await callFrom(newPhoneNumber());
    const answers = [];
    for (let nth = 1; nth <= 7; nth += 1)
      answers.push(await use(call, "take_message", { text: `Recado ${nth}` }));
    expect(answers.map(({ status }) => status)).toEqual([...Array<string>(6).fill("done"), "failed"]);
    const visits = [];
    for (let hour = 9; hour <= 15; hour += 1) {
      const when = `el veintidós de noviembre a las ${hour}:00`;
      visits.push(await use(call, "book_appointment", { name: "Inés Polo", when }));
    }
    expect(visits.map(({ status }) => status)).toEqual([...Array<string>(6).fill("done"), "failed"]);
  });

  it("who does not want to be called again and hides their number is left to a person", async () => {
    const call = await callFrom("anonymous");
    const said = await use(call, "do_not_call_again", { reason: "No quiere publicidad" });
    expect(said.say).not.toMatch(/no volveremos/);
    const { data } = await listMessages(scope, { state: "open" }, { limit: 10 });
    expect(data[0]?.text).toMatch(/sin mostrar su número.*publicidad/);
  });

  it("what was done outweighs what is said of it afterwards", async () => {
    const { id: contactId, number } = await person();
    await visit(contactId);
    const call = await callFrom(number);
    await use(call, "cancel_appointment", { name: "Rosa Vidal" });
    await runTool(
      scope,
      { callId: call.id, toolCallId: "report", source: "bridge" },
      { name: "report_result", parameters: { outcome: "confirmed", notes: "Muy amable." } },
    );
    expect(await findCall(scope, call.id)).toMatchObject({ outcome: "cancelled", notes: "Muy amable." });
  });

  it("every use is a row with what was given, what was answered and how long it took", async () => {
    const { number } = await person();
    const call = await callFrom(number);
    await use(call, "find_free_slots", { when: "" });
    await runTool(
      scope,
      { callId: call.id, toolCallId: "unknown", source: "bridge" },
      { name: "open_door", parameters: { which: "front" } },
    );
    expect(await listToolUses(scope, call.id)).toMatchObject([
      {
        name: "find_free_slots",
        arguments: { when: "" },
        isError: false,
        durationMs: expect.any(Number),
        result: expect.stringContaining('"status":"ask"'),
      },
      { name: "open_door", arguments: { which: "front" }, isError: true },
    ]);
  });

  it("a use that is told again is done once and answered alike", async () => {
    const { number } = await person();
    const call = await callFrom(number);
    const order = { callId: call.id, toolCallId: "same", source: "elevenlabs" as const };
    const request = {
      name: "book_appointment",
      parameters: { when: "el veintidós de noviembre a las diez" },
    };
    const answers = await Promise.all([1, 2, 3].map(() => runTool(scope, order, request)));
    answers.push(await runTool(scope, order, request));
    expect(new Set(answers.map(({ result }) => result)).size).toBe(1);
    expect(readAnswer(answers[0]?.result ?? "")).toMatchObject({ status: "done" });
    expect(await listAppointments(scope, { from: at("10:00"), to: at("10:01") })).toHaveLength(1);
  });

  it("a tool that fails tells the agent a sentence it can say", async () => {
    const { id: contactId, number } = await person();
    await visit(contactId);
    const call = await callFrom(number);
    await database.owner`
      create function refuse_all() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`;
    await database.owner`create trigger refuse before update on appointments execute function refuse_all()`;
    try {
      const order = { callId: call.id, toolCallId: "broken", source: "bridge" as const };
      const given = { name: "confirm_appointment", parameters: { name: "Rosa Vidal" } };
      const { result, isError } = await runTool(scope, order, given);
      expect(isError).toBe(true);
      expect(readAnswer(result)).toMatchObject({ status: "failed", say: expect.stringMatching(/recado/) });
    } finally {
      await database.owner`drop trigger refuse on appointments`;
    }
  });
});

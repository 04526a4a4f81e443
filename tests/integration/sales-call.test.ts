import { expect, inject, test, vi } from "vitest";
import { z } from "zod";
import { person, untilRings } from "../support/outbound";
import { READABLE_VOICE } from "../support/practice";
import { judgeAtTheEnd } from "../support/specs";
import { createBusiness } from "../support/tenant";
import { until } from "../support/until";

const house = inject("house");
judgeAtTheEnd(house);

vi.setConfig({ testTimeout: 120_000 });

const placed = z.object({
  success: z.literal(true),
  data: z.object({ id: z.uuid(), status: z.literal("initiated"), to_number: z.string() }),
});
const record = z.object({
  data: z.object({
    status: z.string(),
    outcome: z.string().nullable(),
    notes: z.string().nullable(),
    conversation_transcript: z.array(z.object({ role: z.enum(["assistant", "user"]), content: z.string() })),
  }),
});

test("Sofía calls a salon, finds out who decides, and books a demonstration", async () => {
  const business = await createBusiness(house, {
    agent: {
      name: "Sofía",
      type: "outbound",
      mode: "turns",
      voiceId: READABLE_VOICE,
      prompt: "Usted es Sofía y llama a salones para ofrecer una demostración de Centralita. Sea breve.",
      firstMessage:
        "Hola, soy Sofía, la asistente virtual de Centralita. ¿Hablo con quien decide sobre el teléfono del salón?",
    },
  });
  const salon = await person(business.sandbox, "answer");
  const answer = await business.client.send("POST", "/voice-calls", {
    toNumber: salon,
    contactName: "Rosa Vidal",
    businessName: "Salón Magnolia",
  });
  const { data } = placed.parse(JSON.parse(answer.text));
  expect(data.to_number).toBe(salon);
  const phone = await untilRings(business.sandbox, salon);
  await phone.untilHeard("¿Hablo con quien decide");
  await phone.say("Sí, dígame");
  await phone.untilHeard("¿Cuántas llamadas");
  await phone.say("Muchas, sobre todo los sábados");
  await phone.untilHeard("demostración");
  await phone.say("Vale");
  await phone.untilHeard("¿Qué día y a qué hora");
  await phone.say("El martes a las diez");
  await phone.untilHeard("el martes a las diez");
  await phone.say("No, gracias");
  await phone.untilOver();
  const call = await until("the record of the call", async () => {
    const said = await business.client.send("GET", `/voice-calls/${data.id}`);
    const { data: found } = record.parse(JSON.parse(said.text));
    return found.status === "completed" ? found : undefined;
  });
  expect(call).toMatchObject({ outcome: "booked_demo" });
  expect(call.notes).toContain("martes a las diez");
  expect(call.conversation_transcript.map(({ role }) => role).slice(0, 3)).toEqual([
    "assistant",
    "user",
    "assistant",
  ]);
});

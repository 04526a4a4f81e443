import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { advisorView } from "@/lib/advisors/schema";
import { closureView, feedMade, serviceView, staffView } from "@/lib/agenda/schema";
import { appointmentView } from "@/lib/appointments/schema";
import { contactDetail } from "@/lib/contacts/schema";
import { deliveryDetail, endpointMade } from "@/lib/outgoing/schema";
import { recordingView } from "@/lib/recordings/schema";
import { invitationMade } from "@/lib/team/schema";
import { LiveReader } from "../support/client-live";
import { makeKey } from "../support/program";
import type { PhoneCall } from "../support/telephone";
import { type Business, createBusiness, FIRST_MESSAGE } from "../support/tenant";
import { until } from "../support/until";
import {
  anywhere,
  type Door,
  exampleBody,
  fillPath,
  idPositions,
  jsonSchemaOf,
  MEMBER_DOORS,
  NOT_IDS,
  replaceAt,
} from "./doors";
import { everythingOf, openHouseDatabase } from "./house-database";
import { addMember } from "./members";

const house = inject("house");
let database: postgres.Sql;
let ours: Business;
let theirs: Business;
let phone: PhoneCall;
/** What is ours and would be asked for, by the name of the parameter that takes it. */
let ourIds: Record<string, string>;

beforeAll(async () => {
  database = openHouseDatabase(house.dataFolder);
  [ours, theirs] = await Promise.all([createBusiness(house), createBusiness(house)]);
  phone = await ours.dial();
  await phone.untilHeard(FIRST_MESSAGE);
  const callId = await ours.findCallId(phone.from);
  const invitation = await ours.client.ask("POST", "/api/team/invitations", invitationMade, {
    email: `guest-${ours.key}@example.com`,
    role: "viewer",
  });
  const colleague = await addMember(ours.client, "operator", ours.key);
  const { made: key } = await makeKey(ours.client, ["calls:read"]);
  const endpoint = await ours.client.ask("POST", "/api/webhook-endpoints", endpointMade, {
    url: house.webUrl,
    events: ["contact.merged"],
  });
  // Tried once, and over: nothing changes it any more.
  const delivery = await ours.client.ask(
    "POST",
    `/api/webhook-endpoints/${endpoint.id}/test`,
    deliveryDetail,
  );
  const [message] = await database<{ id: string }[]>`
    insert into messages (tenant_id, call_id, number, text, due_at)
    values (${ours.tenantId}, ${callId}, ${phone.from}, 'Llámeme', now() + interval '1 day') returning id`;
  // Over: nothing changes it any more.
  const [transfer] = await database<{ id: string }[]>`
    insert into transfers (tenant_id, call_id, requested_by, status, failure, reason, brief, ended_at)
    values (${ours.tenantId}, ${callId}, 'agent', 'returned_to_agent', 'nobody_answered', 'Una factura', 'Llama Rosa.', now())
    returning id`;
  const staff = await ours.client.ask("POST", "/api/staff", staffView, { name: "Dra. Ruiz" });
  const service = await ours.client.ask("POST", "/api/services", serviceView, {
    name: "Limpieza",
    durationMinutes: 30,
  });
  const closure = await ours.client.ask("POST", "/api/closures", closureView, {
    reason: "Vacaciones",
    startsAt: "2098-08-01T00:00:00Z",
    endsAt: "2098-08-15T00:00:00Z",
  });
  const { id: advisorId } = await ours.client.ask("POST", "/api/advisors", advisorView, {
    name: "Marta Gil",
    number: "+34600123123",
  });
  const {
    absences: [absence],
  } = await ours.client.ask("POST", `/api/advisors/${advisorId}/absences`, advisorView, {
    reason: "Vacaciones",
    startsAt: "2098-08-01T00:00:00Z",
    endsAt: "2098-08-15T00:00:00Z",
  });
  const addContact = (name: string) =>
    ours.client.ask("POST", "/api/contacts", contactDetail, { name, numbers: [{ number: ours.number }] });
  const [contact, other] = [await addContact("Rosa Núñez"), await addContact("Leo Núñez")];
  const appointment = await ours.client.ask("POST", "/api/appointments", appointmentView, {
    contactId: contact.id,
    staffId: staff.id,
    serviceId: service.id,
    startsAt: "2098-03-03T10:00:00Z",
  });
  const sent = await fetch(`${house.webUrl}/api/imports?fileName=p.csv`, {
    method: "POST",
    headers: ours.client.headers(),
    body: "nombre,telefono\nAna,1\n",
  });
  const importId = z.object({ data: z.object({ id: z.string() }) }).parse(await sent.json()).data.id;
  const [track] = await database<{ id: string }[]>`
    insert into hold_tracks (tenant_id, name, storage_key, size_bytes, duration_ms, is_licensed, created_by)
    values (${ours.tenantId}, 'Piano', ${`${ours.tenantId}/hold-music/none.ulaw`}, 80000, 10000, true, 'Ana') returning id`;
  const feed = await ours.client.ask("POST", "/api/calendar-feeds", feedMade, { name: "Teléfono" });
  ourIds = {
    contactId: contact.id,
    // A patient, at the documented address.
    id: contact.id,
    appointmentId: appointment.id,
    otherId: other.id,
    advisorId,
    absenceId: absence?.id ?? "",
    transferId: transfer?.id ?? "",
    staffId: staff.id,
    serviceId: service.id,
    closureId: closure.id,
    feedId: feed.id,
    importId,
    trackId: track?.id ?? "",
    deliveryId: delivery.id,
    endpointId: endpoint.id,
    messageId: message?.id ?? "",
    agentId: ours.agent.id,
    callId,
    conversationId: callId,
    invitationId: invitation.id,
    keyId: key.id,
    numberId: ours.numberId,
    phoneNumber: ours.number,
    recordingId: "",
    tenantId: ours.tenantId,
    userId: colleague.userId,
  };
  await phone.hangUp();
  await ours.untilEnded(callId);
  // The vendor's report, the sound and the analysis are the last things that change anything of ours.
  await until("the report of the conversation", async () =>
    (await ours.events(callId)).some((event) => event.type === "conversation_reported"),
  );
  await until("the analysis", async () =>
    (await ours.events(callId)).some((event) => event.type === "analysed"),
  );
  const recordings = z.array(recordingView);
  const [recording] = await until("the sound of the call", async () => {
    const kept = await ours.client.get(`/api/calls/${callId}/recordings`, recordings);
    return kept.length > 0 && kept;
  });
  ourIds["recordingId"] = recording?.id ?? "";
});
afterAll(() => database.end());

const isStream = (door: Door) => door.path === "/api/live";

const unknown = (name: string) => (name === "phoneNumber" ? "+34910009998" : randomUUID());

function ourId(name: string): string {
  const id = ourIds[name];
  if (!id) throw new Error(`the test has nothing of ours for "${name}": add it to ourIds`);
  return id;
}

interface Question {
  what: string;
  path: string;
  body: unknown;
}

/** Every way to name something in a request to this door: the same request with our id and with one that does not exist. */
function questions(door: Door): { foreign: Question; nowhere: Question }[] {
  const ownIds: Record<string, string> = {
    agentId: theirs.agent.id,
    numberId: theirs.numberId,
    phoneNumber: theirs.number,
  };
  // Everything but the one position is the stranger's own, so that this position alone decides.
  const own = (name: string) => NOT_IDS[name] ?? ownIds[name] ?? unknown(name);
  const names = Object.keys(door.spec.params?.shape ?? {});
  const params = Object.fromEntries(names.map((name) => [name, own(name)]));
  const positions = door.spec.body ? idPositions(jsonSchemaOf(door.spec.body)) : [];
  const body = positions.reduce((sent, at) => replaceAt(sent, at, own(at.at(-1) ?? "")), exampleBody(door));
  const byPath = names
    .filter((name) => !(name in NOT_IDS))
    .map((name) => {
      const ask = (id: string) => ({
        what: name,
        path: fillPath(door.path, { ...params, [name]: id }),
        body,
      });
      return { foreign: ask(ourId(name)), nowhere: ask(unknown(name)) };
    });
  const byBody = positions.map((at) => {
    const name = at.at(-1) ?? "";
    const ask = (id: string) => ({
      what: at.join("."),
      path: fillPath(door.path, params),
      body: replaceAt(body, at, id),
    });
    return { foreign: ask(ourId(name)), nowhere: ask(unknown(name)) };
  });
  return [...byPath, ...byBody];
}

describe("a member of another business with our real ids", () => {
  // Whom a documented call is to reach is anybody's number, and so is one for sale; neither is something of ours.
  const dials = (door: Door) => ["/api/elevenlabs/call", "/api/numbers/buy"].includes(door.path);
  const named = MEMBER_DOORS.filter((door) => !dials(door)).filter(
    ({ spec }) =>
      Object.keys(spec.params?.shape ?? {}).some((name) => !(name in NOT_IDS)) ||
      (spec.body && idPositions(jsonSchemaOf(spec.body)).length > 0),
  );

  it.each(named)("$name: not_found in the words for what does not exist", async (door) => {
    const before = await everythingOf(database, ours.tenantId);
    const asked = questions(door);
    expect(asked.length).toBeGreaterThan(0);
    for (const { foreign, nowhere } of asked) {
      const answers = [
        await theirs.client.send(door.method, foreign.path, foreign.body),
        await theirs.client.send(door.method, nowhere.path, nowhere.body),
      ].map(({ status: code, text }) => ({ code, text }));
      expect(answers[0], foreign.what).toEqual(answers[1]);
      expect(answers[0]?.code, `${foreign.what}: ${answers[0]?.text ?? ""}`).toBe(404);
      expect(JSON.parse(answers[0]?.text ?? "")).toMatchObject({
        success: false,
        error: { code: "not_found" },
      });
    }
    expect(await everythingOf(database, ours.tenantId)).toEqual(before);
  });

  const unnamed = MEMBER_DOORS.filter((door) => !named.includes(door) && !isStream(door));

  it.each(unnamed)("$name: says nothing of ours and changes nothing of ours", async (door) => {
    const before = await everythingOf(database, ours.tenantId);
    const queries = [
      "",
      ...Object.keys(door.spec.query?.shape ?? {})
        .filter((name) => name in ourIds)
        .map((name) => `?${name}=${ourId(name)}`),
      ...(door.spec.query && "q" in door.spec.query.shape
        ? [`?q=${encodeURIComponent(ours.number)}`, "?q=clinica"]
        : []),
    ];
    for (const query of queries) {
      const { status: code, text } = await theirs.client.send(
        door.method,
        anywhere(door) + query,
        exampleBody(door),
      );
      expect([200, 201, 403, 404, 409, 422], `${code}: ${text}`).toContain(code);
      for (const secret of [...Object.values(ourIds), ours.email, ours.accountSid, phone.from]) {
        expect(text.includes(secret), `${door.name}${query} says ${secret}`).toBe(false);
      }
    }
    expect(await everythingOf(database, ours.tenantId)).toEqual(before);
  });

  it("cannot put on our business's name in a header or a query", async () => {
    for (const door of MEMBER_DOORS) {
      const answer = async (tenantId: string, by: "header" | "query") => {
        const response = await fetch(
          house.webUrl + anywhere(door) + (by === "query" ? `?tenantId=${tenantId}` : ""),
          {
            method: door.method,
            headers: { ...theirs.client.headers(), ...(by === "header" ? { "x-tenant-id": tenantId } : {}) },
          },
        );
        return { status: response.status, text: await response.text() };
      };
      for (const by of ["header", "query"] as const) {
        const foreign = await answer(ours.tenantId, by);
        expect(foreign, `${door.name} by ${by}`).toEqual(await answer(randomUUID(), by));
        expect(foreign.status, `${door.name} by ${by}`).toBe(404);
      }
    }
  });

  it("hears nothing of ours on the live stream", async () => {
    const [us, them] = [await LiveReader.open(ours.client), await LiveReader.open(theirs.client)];
    try {
      const call = await ours.dial();
      await call.untilHeard(FIRST_MESSAGE);
      await call.hangUp();
      await until("our own page is told", () => us.messages.some((message) => message.type === "turns"));
      // What they are told of their own business comes after whatever they could have been told of ours.
      await theirs.assign(null);
      await until("their page is told of their numbers", () =>
        them.messages.some((message) => message.type === "numbers"),
      );
      expect(new Set(them.messages.map((message) => message.type))).toEqual(new Set(["numbers"]));
      expect(us.messages.some((message) => message.type === "numbers")).toBe(false);
    } finally {
      us.close();
      them.close();
    }
  });
});

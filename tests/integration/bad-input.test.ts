import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { Client } from "../support/client";
import { type Business, createBusiness } from "../support/tenant";
import { anywhere, type Door, DOORS, exampleBody, jsonSchemaOf, NOT_IDS, replaceAt } from "./doors";
import { anyText, anyValue, HOSTILE_TEXTS, HOSTILE_VALUES } from "./hostile";

const house = inject("house");
let business: Business;
beforeAll(async () => {
  business = await createBusiness(house);
});
afterAll(async () => {
  for (const url of [house.webUrl, house.bridgeUrl.replace("ws", "http"), house.workerUrl]) {
    expect((await fetch(`${url}/readyz`)).status, url).toBe(200);
  }
});

const refusal = z.object({
  success: z.literal(false),
  error: z.object({
    code: z.string().min(1),
    message: z.string().min(1),
    fields: z.record(z.string(), z.string().min(1)).optional(),
  }),
});

interface Sent {
  body?: string | Uint8Array<ArrayBuffer>;
  type?: string;
  path?: string;
  headers?: Record<string, string>;
}

/** The door is knocked at as it declares itself, except for what is given. */
async function knock(door: Door, sent: Sent = {}): Promise<{ status: number; text: string }> {
  // An address of its own each time: what is limited is not what is tested here.
  const address = new Client(house.webUrl).headers()["x-forwarded-for"] ?? "";
  const response = await fetch(house.webUrl + (sent.path ?? anywhere(door)), {
    method: door.method,
    headers: {
      ...business.client.headers(),
      "x-forwarded-for": address,
      ...(sent.type === "" ? {} : { "content-type": sent.type ?? "application/json" }),
      ...sent.headers,
    },
    ...(sent.body === undefined ? {} : { body: sent.body }),
  });
  return { status: response.status, text: await response.text() };
}

/** Answers the refusal, or undefined for a success. Neither may be our own failure, and a refusal speaks in sentences. */
function judge(answer: { status: number; text: string }, context: string) {
  const shown = `${context} → ${answer.status} ${answer.text.slice(0, 300)}`;
  expect(answer.status, shown).toBeLessThan(500);
  // 431 is Node's own answer to an address longer than a header may be.
  if (answer.status < 400 || answer.status === 431) return undefined;
  const parsed = refusal.safeParse(JSON.parse(answer.text));
  expect(parsed.success, shown).toBe(true);
  const error = parsed.data?.error;
  for (const sentence of [error?.message ?? "", ...Object.values(error?.fields ?? {})]) {
    expect(sentence, shown).not.toMatch(/^errors\.|[{}]/);
  }
  if (answer.status === 422) expect(Object.keys(error?.fields ?? {}).length, shown).toBeGreaterThan(0);
  return error;
}

/** Every field of a body, nested ones too. */
function positions(value: unknown, at: string[] = []): string[][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return at.length > 0 ? [at] : [];
  return [
    ...(at.length > 0 ? [at] : []),
    ...Object.entries(value).flatMap(([key, item]) => positions(item, [...at, key])),
  ];
}

const withBody = DOORS.filter(({ spec }) => spec.body);
const withQuery = DOORS.filter(({ spec }) => spec.query);
// A tool asks for its key, and a door of Twilio's for its signature, before it looks at anything else.
const withParams = DOORS.filter(
  ({ spec, path }) => spec.params && !/^\/(api\/tools|voice-calls\/webhook)\//.test(path),
);
// Twilio and ElevenLabs have a test of their own; the live stream does not end.
const ours = DOORS.filter(
  ({ path }) =>
    !/^\/(voice-calls\/webhook\/|voice\/(incoming|status|voicemail|transfer\/(connect|status))|webhooks?\/|api\/(webhooks|elevenlabs\/post-call|live|tools))/.test(
      path,
    ),
);

describe.each(withBody)("the body of $name", (door) => {
  it("is refused as a whole when it cannot be read", async () => {
    for (const body of ["", "{", "{'a':1}", "undefined", '{"a":1}}', "[1,", '"\\u00zz"']) {
      const error = judge(await knock(door, { body }), body);
      expect((await knock(door, { body })).status, body).toBe(400);
      expect(error?.fields).toHaveProperty("body");
    }
    const notUtf8 = new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);
    expect((await knock(door, { body: notUtf8 })).status).toBe(400);
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "",
      "application/jsonx",
    ]) {
      const answer = await knock(door, { body: "{}", type });
      judge(answer, type);
      // Documented with either: what is missing in a form is a field, not a type.
      const isForm = type.startsWith("application/x-www-form") && door.path === "/voice/transfer/init";
      expect(answer.status, type).toBe(isForm ? 422 : 415);
    }
    const large = JSON.stringify({ ...(exampleBody(door) as object), extra: "x".repeat(2 * 1024 * 1024) });
    const answer = await knock(door, { body: large });
    judge(answer, "2 MB");
    expect(answer.status).toBe(413);
  });

  it("is refused with the field named when one field is wrong", async () => {
    const example = exampleBody(door);
    for (const at of positions(example)) {
      for (const value of HOSTILE_VALUES) {
        const mutated = replaceAt(example, at, value);
        const body = JSON.stringify(mutated);
        const answer = await knock(door, { body });
        const context = `${at.join(".")} = ${JSON.stringify(value).slice(0, 80)}`;
        const error = judge(answer, context);
        const isValid = door.spec.body?.safeParse(JSON.parse(body)).success;
        if (isValid) continue;
        // A door with an id in its address may find nothing there before it reads the body, never the other way round.
        expect(answer.status, context).toBe(422);
        const named = Object.keys(error?.fields ?? {});
        const path = at.join(".");
        expect(
          named.some((field) => field === path || field.startsWith(`${path}.`) || field === "body"),
          `${context}: ${named.join()}`,
        ).toBe(true);
      }
    }
  });

  it("is refused with the field named when a field is missing", async () => {
    const example = exampleBody(door) as Record<string, unknown>;
    const required = (jsonSchemaOf(door.spec.body ?? z.never()) as { required?: string[] }).required ?? [];
    for (const name of required) {
      const { [name]: _left, ...rest } = example;
      const answer = await knock(door, { body: JSON.stringify(rest) });
      expect(answer.status, name).toBe(422);
      expect(Object.keys(judge(answer, name)?.fields ?? {}).some((field) => field.startsWith(name))).toBe(
        true,
      );
    }
  });

  it("may be any JSON without breaking anything", async () => {
    await fc.assert(
      fc.asyncProperty(anyValue, async (value) => {
        judge(await knock(door, { body: JSON.stringify(value) }), JSON.stringify(value).slice(0, 200));
      }),
      { numRuns: 25 },
    );
  });
});

describe.each(withQuery)("the query of $name", (door) => {
  it("is refused with the parameter named, whatever it is", async () => {
    const names = Object.keys(door.spec.query?.shape ?? {});
    const ask = async (name: string, value: string) => {
      const search = new URLSearchParams({ [name]: value });
      const answer = await knock(door, { path: `${anywhere(door)}?${search.toString()}` });
      const context = `${name}=${JSON.stringify(value).slice(0, 80)}`;
      const error = judge(answer, context);
      // As the server reads it: what is not a character has become one on the way.
      const read = Object.fromEntries(new URLSearchParams(search.toString()));
      const judged = door.spec.query?.safeParse(read);
      if (answer.status === 431 || !judged || judged.success) return;
      expect(answer.status, context).toBe(422);
      // Where others are needed too, the value of this one may be as good as any.
      const isAtFault = judged.error.issues.some(({ path: [field] }) => field === name);
      if (isAtFault) expect(Object.keys(error?.fields ?? {}).join(), context).toContain(name);
    };
    for (const name of names) for (const value of HOSTILE_TEXTS) await ask(name, value);
    await fc.assert(fc.asyncProperty(fc.constantFrom(...names), anyText, ask), { numRuns: 60 });
  });

  it("may be no query at all, or one nobody would write", async () => {
    for (const search of [
      "?",
      "?&&&=",
      "?%",
      "?%ff=%fe",
      "?a[b][c]=1",
      "?q=1&q=2&q=3",
      `?${"x".repeat(9000)}`,
      "?tenantId=",
    ]) {
      judge(await knock(door, { path: anywhere(door) + search }), search);
    }
  });
});

describe.each(withParams)("the address of $name", (door) => {
  it("with anything in the place of an id leads nowhere", async () => {
    const names = Object.keys(door.spec.params?.shape ?? {});
    const segments = [
      "%00",
      "%ff",
      "%",
      "%2e%2e",
      "..%2f..%2f",
      "%2F",
      "null",
      "a".repeat(5000),
      "%F0%9F%A6%B7",
      "'%20or%201=1",
      "*",
    ];
    for (const name of names) {
      for (const segment of segments) {
        const path = door.path.replace(`{${name}}`, segment);
        const body = door.spec.body ? { body: JSON.stringify(exampleBody(door)) } : {};
        const answer = await knock(door, { path, ...body });
        // Before it is sent, `%2e%2e` goes up to another door; and the ids of other systems may be anything.
        const isElsewhere = new URL(path, house.webUrl).pathname.length < path.length;
        const mayBeAnything = name in NOT_IDS || name === "id";
        expect(
          isElsewhere || mayBeAnything ? [200, 308, 400, 404, 405, 409, 422] : [400, 404, 405],
          `${path.slice(0, 80)} → ${answer.status} ${answer.text.slice(0, 200)}`,
        ).toContain(answer.status);
      }
    }
  });
});

describe.each(ours)("the headers of $name", (door) => {
  it("may be anything", async () => {
    for (const headers of [
      { cookie: "next-auth.session-token=..; =; a" },
      { "x-tenant-id": "a".repeat(4000) },
      { "x-tenant-id": "%00" },
      { "accept-language": "ñ;q=x,,,;=," },
      { "x-forwarded-for": ",,,," },
      { origin: "null" },
      { origin: "https://evil.example" },
    ]) {
      const body = door.spec.body ? { body: JSON.stringify(exampleBody(door)) } : {};
      const answer = await knock(door, { headers, ...body });
      judge(answer, JSON.stringify(headers));
      if (headers.origin && door.method !== "GET") expect([400, 403]).toContain(answer.status);
    }
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { ROUTES } from "@/app/api/openapi.json/routes";
import { ROLES, roleAllows } from "@/lib/vocabulary";
import { Client } from "../support/client";
import { createBusiness } from "../support/tenant";
import { anywhere, type Door, DOORS, exampleBody, MEMBER_DOORS, METHODS } from "./doors";
import { addMember, type Member } from "./members";

const house = inject("house");
let members: Record<string, Member>;

beforeAll(async () => {
  const business = await createBusiness(house);
  members = Object.fromEntries(
    await Promise.all(
      ROLES.filter((role) => role !== "owner").map(
        async (role) => [role, await addMember(business.client, role, business.key)] as const,
      ),
    ),
  );
});

async function status(client: Client, door: Door, path: string, body: unknown): Promise<number> {
  if (door.path !== "/api/live") return (await client.send(door.method, path, body)).status;
  const gone = new AbortController();
  const response = await fetch(house.webUrl + path, { headers: client.headers(), signal: gone.signal });
  gone.abort();
  return response.status;
}

describe("the table of routes", () => {
  it("has every route.ts of app/ with exactly its methods, and nothing else", () => {
    const onDisk = Object.fromEntries(
      readdirSync("app", { recursive: true, encoding: "utf8" })
        .map((file) => `app/${file.replaceAll("\\", "/")}`)
        .filter((file) => file.endsWith("/route.ts"))
        .filter((file) => !/^app\/api\/(auth\/\[\.\.\.nextauth\]|openapi\.json)\/route\.ts$/.test(file))
        .map((file) => {
          const path = file.slice("app".length, -"/route.ts".length).replaceAll(/\/\([^)]*\)/g, "");
          const source = readFileSync(file, "utf8");
          const methods = METHODS.filter((method) =>
            new RegExp(`export (const|(async )?function) ${method}\\b`).test(source),
          );
          return [path.replaceAll("[", "{").replaceAll("]", "}"), methods.join()];
        }),
    );
    const declared = Object.fromEntries(
      Object.entries(ROUTES).map(([path, methods]) => [
        path,
        METHODS.filter((method) => methods[method]).join(),
      ]),
    );
    expect(declared).toEqual(onDisk);
  });

  it("declares a schema for every parameter in an address", () => {
    const undeclared = DOORS.filter(({ path, spec }) => {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      return named.join() !== Object.keys(spec.params?.shape ?? {}).join();
    });
    expect(undeclared.map(({ name }) => name)).toEqual([]);
  });
});

describe("who is asking", () => {
  it.each(MEMBER_DOORS)("$name: nobody is let in without a session", async (door) => {
    const stranger = new Client(house.webUrl);
    const answer = await stranger.send(door.method, anywhere(door), exampleBody(door));
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.text)).toMatchObject({ success: false, error: { code: "unauthenticated" } });
    const forged = await fetch(house.webUrl + anywhere(door), {
      method: door.method,
      headers: { cookie: "next-auth.session-token=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.BBBB.CCCC" },
    });
    expect(forged.status).toBe(401);
  });

  it.each(MEMBER_DOORS)("$name: exactly the roles it declares are let in", async (door) => {
    const { role: needed } = door.spec;
    if (needed === "public") throw new Error("a public door needs no role");
    for (const role of ROLES.filter((candidate) => candidate !== "owner")) {
      const member = members[role];
      if (!member) throw new Error(`no member is ${role}`);
      const code = await status(member.client, door, anywhere(door), exampleBody(door));
      if (roleAllows(role, needed)) expect([401, 403], `${role}: ${code}`).not.toContain(code);
      else expect(code, role).toBe(403);
    }
  });
});

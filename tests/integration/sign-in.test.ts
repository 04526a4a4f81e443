import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { sessionView } from "@/lib/tenants/schema";
import { Client } from "../support/client";
import { openHouseDatabase } from "./house-database";

const house = inject("house");
const database = openHouseDatabase(house.dataFolder);
afterAll(() => database.end());

const PASSWORD = "cuatro-palabras-que-nadie-adivina";
const newEmail = () => `p-${randomUUID().slice(0, 8)}@example.com`;

const signUpBody = (email: string, password = PASSWORD) => ({
  business: {
    name: "Salón Prueba",
    kind: "salon",
    country: "CO",
    timeZone: "America/Bogota",
    language: "es",
  },
  person: { name: "Beatriz", email, password },
});

async function signUp(email: string): Promise<Client> {
  const client = new Client(house.webUrl);
  await client.ask("POST", "/api/sign-up", z.object({ id: z.string() }), signUpBody(email));
  await client.signIn(email, PASSWORD);
  return client;
}

async function csrf(client: Client): Promise<string> {
  const answer = await client.send("GET", "/api/auth/csrf");
  return z.object({ csrfToken: z.string() }).parse(JSON.parse(answer.text)).csrfToken;
}

/** The error next-auth names, or null when it let the person in. */
async function trySignIn(email: string, password: string): Promise<string | null> {
  const client = new Client(house.webUrl);
  const form = new URLSearchParams({ csrfToken: await csrf(client), email, password, json: "true" });
  const answer = await client.send("POST", "/api/auth/callback/credentials", form);
  const { url } = z.object({ url: z.string() }).parse(JSON.parse(answer.text));
  return new URL(url).searchParams.get("error");
}

const status = async (client: Client) => (await client.send("GET", "/api/session")).status;

describe("a person", () => {
  it("signs up, signs in, and is the owner of the new business", async () => {
    const email = newEmail();
    const client = await signUp(email.toUpperCase());
    const session = await client.get("/api/session", sessionView);
    expect(session).toMatchObject({
      role: "owner",
      user: { email, name: "Beatriz" },
      tenant: { name: "Salón Prueba", country: "CO", timeZone: "America/Bogota" },
    });
    expect(session.tenants).toHaveLength(1);
  });

  it("signs out, and the old cookie opens nothing any more", async () => {
    const client = await signUp(newEmail());
    const old = client.headers();
    const form = new URLSearchParams({ csrfToken: await csrf(client), json: "true" });
    await client.send("POST", "/api/auth/signout", form);
    expect(await status(client)).toBe(401);
    expect((await fetch(`${house.webUrl}/api/session`, { headers: old })).status).toBe(401);
    expect((await fetch(`${house.webUrl}/api/live`, { headers: old })).status).toBe(401);
  });

  it("is refused after ten wrong passwords, even with the right one, until the window is over", async () => {
    const email = newEmail();
    await signUp(email);
    const attempts: (string | null)[] = [];
    for (let attempt = 0; attempt < 10; attempt += 1)
      attempts.push(await trySignIn(email, `wrong-${attempt}`));
    expect(new Set(attempts)).toEqual(new Set(["CredentialsSignin"]));
    expect(await trySignIn(email, "wrong-again")).toBe("TooManyAttempts");
    expect(await trySignIn(email, PASSWORD)).toBe("TooManyAttempts");
    await database`update attempts set window_ends_at = now() - interval '1 second' where key = ${`sign-in:${email}`}`;
    expect(await trySignIn(email, PASSWORD)).toBeNull();
  });

  it("learns nothing about whether an e-mail is known", async () => {
    const email = newEmail();
    await signUp(email);
    expect(await trySignIn(email, "not the password")).toBe(await trySignIn(newEmail(), "not the password"));
  });

  it("who changes the password ends every other session but keeps this one", async () => {
    const email = newEmail();
    const [here, elsewhere] = [await signUp(email), new Client(house.webUrl)];
    await elsewhere.signIn(email, PASSWORD);
    const next = "otras-palabras-muy-distintas";
    expect(
      await here.refusal("POST", "/api/session/password", { current: "not the password", next }),
    ).toEqual({ status: 422, code: "invalid" });
    expect(await status(elsewhere)).toBe(200);
    await here.ask("POST", "/api/session/password", z.null(), { current: PASSWORD, next });
    expect(await status(here)).toBe(200);
    expect(await status(elsewhere)).toBe(401);
    expect(await trySignIn(email, PASSWORD)).toBe("CredentialsSignin");
    expect(await trySignIn(email, next)).toBeNull();
  });

  it("is out when the session's hour has come", async () => {
    const client = await signUp(newEmail());
    const { user } = await client.get("/api/session", sessionView);
    await database`update sessions set expires_at = now() - interval '1 second' where user_id = ${user.id}`;
    expect(await status(client)).toBe(401);
  });
});

describe("sign-up", () => {
  it.each([
    "short",
    "aaaaaaaaaaaa",
    "password1234",
    "beatriz12345",
    "1234567890",
    "salonprueba1",
    "Contraseña2026!",
  ])("refuses the password %s, naming the field", async (password) => {
    const email = newEmail();
    const client = new Client(house.webUrl);
    const answer = await client.send("POST", "/api/sign-up", signUpBody(email, password));
    expect(answer.status).toBe(422);
    expect(Object.keys(JSON.parse(answer.text).error.fields)).toEqual(["person.password"]);
    expect(await database`select 1 from users where email = ${email}`).toHaveLength(0);
  });

  it("of an e-mail that has an account is refused, naming the field, and makes nothing", async () => {
    const email = newEmail();
    await signUp(email);
    const answer = await new Client(house.webUrl).send("POST", "/api/sign-up", signUpBody(email));
    expect(answer.status).toBe(409);
    expect(Object.keys(JSON.parse(answer.text).error.fields)).toEqual(["person.email"]);
    const tenants =
      await database`select 1 from memberships m join users u on u.id = m.user_id where u.email = ${email}`;
    expect(tenants).toHaveLength(1);
  });

  it("is limited by address", async () => {
    const client = new Client(house.webUrl);
    const body = signUpBody(newEmail());
    let last = 0;
    for (let attempt = 0; attempt < 32 && last !== 429; attempt += 1) {
      last = (await client.send("POST", "/api/sign-up", body)).status;
    }
    expect(last).toBe(429);
  });
});

describe("another site's page", () => {
  let client: Client;
  let tenant: string;
  beforeAll(async () => {
    client = await signUp(newEmail());
    tenant = (await client.get("/api/session", sessionView)).tenant.id;
  });

  it.each(["https://evil.example", "null", `${house.webUrl}.evil.example`, "http://localhost:1"])(
    "at %s cannot change anything with the person's cookie",
    async (origin) => {
      const response = await fetch(`${house.webUrl}/api/tenant`, {
        method: "PATCH",
        headers: { ...client.headers(), origin, "content-type": "application/json" },
        body: JSON.stringify({ name: "Stolen" }),
      });
      expect([400, 403]).toContain(response.status);
      const [row] = await database`select name from tenants where id = ${tenant}`;
      expect(row).toEqual({ name: "Salón Prueba" });
    },
  );

  it("of our own may", async () => {
    const response = await fetch(`${house.webUrl}/api/tenant`, {
      method: "PATCH",
      headers: { ...client.headers(), origin: house.webUrl, "content-type": "application/json" },
      body: JSON.stringify({ name: "Salón Nuevo" }),
    });
    expect(response.status).toBe(200);
  });
});

import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/env";

/** What a public address of ours speaks of: readable, but nobody else can write one. */
export function signedName(purpose: string, content: object): string {
  const body = Buffer.from(JSON.stringify(content)).toString("base64url");
  return `${body}.${sign(purpose, body)}`;
}

/** Undefined for a name that we did not make, or made for something else. */
export function readSignedName(purpose: string, name: string): unknown {
  const cut = name.lastIndexOf(".");
  const body = name.slice(0, cut);
  const given = Buffer.from(name.slice(cut + 1));
  const expected = Buffer.from(sign(purpose, body));
  if (cut < 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
}

function sign(purpose: string, body: string): string {
  return createHmac("sha256", env.AUTH_SECRET).update(`${purpose}:${body}`).digest("base64url");
}

import "server-only";
import { NextRequest } from "next/server";
import { env } from "@/env";
import { AppError } from "@/lib/errors";
import { UnreadableRequest } from "@/lib/http/answers";
import { parseJson, readBytes } from "@/lib/http/body";

const MAX_BODY_BYTES = 64 * 1024;
const CALLBACK_COOKIE = /(?:^|;\s*)(?:__Secure-)?next-auth\.callback-url=([^;]*)/;

/** next-auth answers 500 to what it cannot read. Throws UnreadableRequest or `not_found` instead. */
export async function readAuthRequest(request: NextRequest): Promise<NextRequest> {
  const { pathname, searchParams } = new URL(request.url);
  if (request.method === "GET" && pathname.endsWith("/callback/credentials")) {
    throw new AppError("not_found", "credentials are posted");
  }
  const cookie = CALLBACK_COOKIE.exec(request.headers.get("cookie") ?? "")?.[1];
  for (const given of [searchParams.get("callbackUrl"), cookie]) {
    if (given && !isHttpAddress(given)) throw new UnreadableRequest(400, "callbackUrl");
  }
  if (request.method !== "POST") return request;
  const body = await readBytes(request, MAX_BODY_BYTES);
  const type = request.headers.get("content-type") ?? "";
  const fields: unknown = type.includes("application/json")
    ? parseJson(body)
    : Object.fromEntries(new URLSearchParams(body.toString("utf8")));
  if (typeof fields !== "object" || fields === null) throw new UnreadableRequest(400, "body");
  const callback: unknown = "callbackUrl" in fields ? fields.callbackUrl : undefined;
  if (callback && !(typeof callback === "string" && isHttpAddress(callback))) {
    throw new UnreadableRequest(400, "callbackUrl");
  }
  return new NextRequest(request.url, {
    method: "POST",
    headers: request.headers,
    body: new Uint8Array(body),
  });
}

function isHttpAddress(given: string): boolean {
  try {
    const address = decodeURIComponent(given);
    return /^https?:$/.test(new URL(address, address.startsWith("/") ? env.PUBLIC_URL : undefined).protocol);
  } catch {
    return false;
  }
}

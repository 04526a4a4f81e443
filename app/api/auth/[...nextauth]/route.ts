import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { readAuthRequest } from "@/lib/auth/read-auth-request";
import { authOptions } from "@/lib/auth/options";
import { failure } from "@/lib/http/answers";
import { requireDatabase } from "@/lib/http/database";

/** next-auth's own addresses: csrf, sign-in, sign-out. The options are made per request, because they need the settings. */
async function handler(
  request: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  const path = new URL(request.url).pathname;
  try {
    requireDatabase();
    const readable = await readAuthRequest(request);
    const serve = NextAuth(authOptions()) as (request: Request, context: unknown) => Promise<Response>;
    return await serve(readable, context);
  } catch (error) {
    return failure(error, { method: request.method, path });
  }
}

export { handler as GET, handler as POST };

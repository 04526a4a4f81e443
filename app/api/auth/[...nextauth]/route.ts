import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/options";
import { requireDatabase } from "@/lib/http/database";

/** next-auth's own addresses: csrf, sign-in, sign-out. The options are made per request, because they need the settings. */
async function handler(
  request: Request,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  requireDatabase();
  const serve = NextAuth(authOptions()) as (request: Request, context: unknown) => Promise<Response>;
  return serve(request, context);
}

export { handler as GET, handler as POST };

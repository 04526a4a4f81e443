import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { closeSession, findUserByEmail, listMembershipsOfUser, openSession } from "@/db/queries/unscoped";
import { env } from "@/env";
import { AppError } from "@/lib/errors";
import { email } from "@/lib/tenants/schema";
import { addressOf, forgetAttempts, limitAttempts } from "./limit-attempts";
import { isPassword } from "./password";

const credentials = z.object({ email, password: z.string().min(1).max(200) });

/** The cookie holds the id of a row in `sessions`; the row, not the cookie, says whether it still counts. */
export function authOptions(): NextAuthOptions {
  const maxAge = Math.round(env.SESSION_HOURS * 3600);
  return {
    secret: env.AUTH_SECRET,
    session: { strategy: "jwt", maxAge },
    pages: { signIn: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        async authorize(given, request) {
          const parsed = credentials.safeParse(given);
          if (!parsed.success) return null;
          const address = addressOf(new Headers(request.headers as Record<string, string> | undefined));
          const ofPerson = `sign-in:${parsed.data.email}`;
          try {
            await limitAttempts([
              { key: ofPerson, most: 10 },
              { key: `sign-in:${address}`, most: 100 },
            ]);
          } catch (error) {
            // next-auth hands this message to the sign-in page as the error's name.
            if (error instanceof AppError) throw new Error("TooManyAttempts", { cause: error });
            throw error;
          }
          const user = await findUserByEmail(parsed.data.email);
          if (!(await isPassword(user?.passwordHash, parsed.data.password)) || !user) return null;
          await forgetAttempts(ofPerson);
          return { id: user.id, name: user.name, email: user.email };
        },
      }),
    ],
    callbacks: {
      async jwt({ token, user }) {
        if (!user) return token;
        const [first] = await listMembershipsOfUser(user.id);
        const expiresAt = new Date(Date.now() + maxAge * 1000);
        const sessionId = await openSession({
          userId: user.id,
          tenantId: first?.tenant.id ?? null,
          expiresAt,
        });
        return { sessionId };
      },
      // Who is signed in is asked at /api/session; this answer would only repeat what the cookie claims.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        if (typeof token.sessionId === "string") await closeSession(token.sessionId);
      },
    },
  };
}

import { z } from "zod";
import { invitationMade } from "@/lib/team/schema";
import { sessionView } from "@/lib/tenants/schema";
import type { Role } from "@/lib/vocabulary";
import { Client } from "../support/client";

export const MEMBER_PASSWORD = "otras-cuatro-palabras-largas";

export interface Member {
  client: Client;
  userId: string;
  email: string;
}

/** The link's secret. */
export function tokenOf(link: string): string {
  return new URL(link).searchParams.get("token") ?? "";
}

/** A further person of the owner's business, by invitation, signed in. */
export async function addMember(owner: Client, role: Role, mark: string): Promise<Member> {
  const email = `${role}-${mark}@example.com`;
  const { link } = await owner.ask("POST", "/api/team/invitations", invitationMade, { email, role });
  const client = new Client(owner.baseUrl);
  await client.ask("POST", "/api/invitations", z.null(), {
    token: tokenOf(link),
    name: `Persona ${role}`,
    password: MEMBER_PASSWORD,
  });
  await client.signIn(email, MEMBER_PASSWORD);
  const { user } = await client.get("/api/session", sessionView);
  return { client, userId: user.id, email };
}

import { createTenantWithOwner } from "@/db/queries/unscoped";
import type { Tenant, User } from "@/db/schema/tenants";
import { hashPassword, requireStrongPassword } from "@/lib/auth/password";
import { AppError } from "@/lib/errors";
import type { SignUpInput } from "./schema";

/** Makes a business and its owner. Throws `conflict` when the e-mail has an account already. */
export async function signUp({ business, person }: SignUpInput): Promise<{ tenant: Tenant; user: User }> {
  requireStrongPassword(person.password, [person.email, person.name, business.name], "person.password");
  const made = await createTenantWithOwner({
    business,
    person: { name: person.name, email: person.email, passwordHash: await hashPassword(person.password) },
  });
  if (!made) throw new AppError("conflict", "e-mail taken", { "person.email": "taken" });
  return made;
}

import { z } from "zod";
import { isStorable, line } from "@/lib/text";
import { COUNTRIES, LANGUAGES, ROLES, TENANT_KINDS } from "@/lib/vocabulary";

/** IANA name the runtime knows, such as `Europe/Madrid`. */
export const timeZone = z
  .string()
  .max(64)
  .refine((value) => {
    try {
      return value.includes("/") && Intl.DateTimeFormat("en", { timeZone: value }).format(0) !== "";
    } catch {
      return false;
    }
  }, "unknown_time_zone");

export const email = z.string().trim().toLowerCase().max(254).pipe(z.email());

/** Long rather than ornate (NIST SP 800-63B §5.1.1.2); the verb also refuses the e-mail, the name and well-known ones. */
export const password = z.string().min(10).max(200).refine(isStorable, "unprintable");

export const tenantInput = z.object({
  name: line(120),
  kind: z.enum(TENANT_KINDS),
  country: z.enum(COUNTRIES),
  timeZone,
  language: z.enum(LANGUAGES),
});

export const signUpInput = z.object({
  business: tenantInput,
  person: z.object({ name: line(120), email, password }),
});
export type SignUpInput = z.output<typeof signUpInput>;

export const tenantPatch = tenantInput.partial().refine((value) => Object.keys(value).length > 0, "empty");

export const tenantView = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(TENANT_KINDS),
  country: z.enum(COUNTRIES),
  timeZone: z.string(),
  language: z.enum(LANGUAGES),
});
export type TenantView = z.output<typeof tenantView>;

/** Who is signed in, for which business, and which others may be chosen. */
export const sessionView = z.object({
  user: z.object({ id: z.uuid(), name: z.string(), email: z.string() }),
  role: z.enum(ROLES),
  tenant: tenantView,
  tenants: z.array(z.object({ id: z.uuid(), name: z.string(), role: z.enum(ROLES) })),
  /** Address of the sandbox's phones, where the vendors are stand-ins. */
  sandboxUrl: z.string().nullable(),
});
export type SessionView = z.output<typeof sessionView>;

export const switchTenantInput = z.object({ tenantId: z.uuid() });
export const changePasswordInput = z.object({ current: z.string().min(1).max(200), next: password });

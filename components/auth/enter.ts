import { signIn } from "next-auth/react";

export type EntryRefusal = "wrong" | "tooMany" | "failed";

/** Undefined when the member is in. */
export async function enter(email: string, password: string): Promise<EntryRefusal | undefined> {
  try {
    const result = await signIn("credentials", { email, password, redirect: false });
    if (!result) return "failed";
    if (!result.error) return undefined;
    if (result.error === "TooManyAttempts") return "tooMany";
    return result.error === "CredentialsSignin" ? "wrong" : "failed";
  } catch {
    return "failed";
  }
}

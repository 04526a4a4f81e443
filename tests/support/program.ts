import { apiKeyMade, type ApiKeyMade } from "@/lib/api-keys/schema";
import type { ApiScope } from "@/lib/vocabulary";
import { Client } from "./client";

/** A program of a business: enters with a key, keeps no cookies of anybody. */
export class Program extends Client {
  readonly #authorization: string;

  constructor(baseUrl: string, key: string) {
    super(baseUrl);
    this.#authorization = `Bearer ${key}`;
  }

  override headers(): Record<string, string> {
    return { ...super.headers(), authorization: this.#authorization };
  }
}

/** A key as an administrator makes it, and the program it is for. */
export async function makeKey(
  admin: Client,
  scopes: ApiScope[],
  name = "Programa de citas",
): Promise<{ made: ApiKeyMade; program: Program }> {
  const made = await admin.ask("POST", "/api/keys", apiKeyMade, { name, scopes });
  return { made, program: new Program(admin.baseUrl, made.key) };
}

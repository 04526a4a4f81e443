import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { unseal } from "@/lib/accounts/seal";
import { openHouseDatabase } from "../integration/house-database";
import { stubSettings } from "./settings";
import type { Business } from "./tenant";

/** What only ElevenLabs was told: the key with which it asks about the calls of this business. */
export async function readCallbackKey(dataFolder: string, business: Business): Promise<string> {
  const settings = readFileSync(path.join(dataFolder, "settings.json"), "utf8");
  const { encryptionKeys } = z.object({ encryptionKeys: z.string() }).parse(JSON.parse(settings));
  stubSettings({ ENCRYPTION_KEYS: encryptionKeys });
  const sql = openHouseDatabase(dataFolder);
  const [row] = await sql<{ sealed: string }[]>`
    select sealed_secrets as sealed from accounts where tenant_id = ${business.tenantId} and vendor = 'elevenlabs'`;
  await sql.end();
  return unseal(`${business.tenantId}:elevenlabs`, row?.sealed ?? "")["callbackKey"] ?? "";
}

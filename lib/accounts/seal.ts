import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { env } from "@/env";

/** Newest first; the first one seals, all of them open. */
function keys(): Map<string, Buffer> {
  const entries = env.ENCRYPTION_KEYS.split(",").map((entry) => {
    const [id, encoded] = entry.trim().split(":");
    const key = Buffer.from(encoded ?? "", "base64");
    // A dot in the id would make what it seals unreadable: dots divide the sealed value.
    if (!id || !/^[\w-]+$/.test(id) || key.length !== 32)
      throw new Error("Settings: ENCRYPTION_KEYS is not a list of id:base64 of 32 bytes");
    return [id, key] as const;
  });
  return new Map(entries);
}

/**
 * AES-256-GCM; the owner (tenant and vendor) is bound in, so that a sealed value copied to another row does not open.
 * Shape: `key id.nonce.tag.ciphertext`, base64url.
 */
export function seal(owner: string, secrets: Record<string, string>): string {
  const [current] = keys();
  if (!current) throw new Error("Settings: ENCRYPTION_KEYS is empty");
  const [id, key] = current;
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(secrets), "utf8"), cipher.final()]);
  return [id, ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))].join(".");
}

/** Throws when the value was sealed for another owner, changed, or under a key that is no longer listed. */
export function unseal(owner: string, sealed: string): Record<string, string> {
  const [id = "", nonce = "", tag = "", body = ""] = sealed.split(".");
  const key = keys().get(id);
  if (!key) throw new Error(`Secret sealed under key ${id}, which ENCRYPTION_KEYS does not list`);
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64url"), {
    authTagLength: 16,
  })
    .setAAD(Buffer.from(owner))
    .setAuthTag(Buffer.from(tag, "base64url"));
  const text = Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]).toString(
    "utf8",
  );
  return JSON.parse(text) as Record<string, string>;
}

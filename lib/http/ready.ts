import "server-only";
import { pingDatabase } from "@/db/client";
import { log } from "@/lib/log";

/** 503 while PostgreSQL does not answer. */
export async function checkReady(): Promise<{ database: "ok" } | Response> {
  try {
    await pingDatabase();
    return { database: "ok" };
  } catch (error) {
    log.warn({ err: error }, "not ready");
    return Response.json(
      { success: false, error: { code: "not_ready", message: "database" } },
      { status: 503 },
    );
  }
}

import { and, eq } from "drizzle-orm";
import { type Scope, scoped } from "../client";
import { speechClips } from "../schema/calls";

/** Base64 of µ-law 8 kHz mono. */
export async function findSpeechClip(scope: Scope, key: string): Promise<string | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select({ audio: speechClips.audio })
      .from(speechClips)
      .where(and(eq(speechClips.tenantId, scope.tenantId), eq(speechClips.key, key))),
  );
  return row?.audio;
}

export async function saveSpeechClip(scope: Scope, key: string, audio: string): Promise<void> {
  await scoped(scope, (tx) =>
    tx.insert(speechClips).values({ tenantId: scope.tenantId, key, audio }).onConflictDoNothing(),
  );
}

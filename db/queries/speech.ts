import { and, eq, like, lt, sql } from "drizzle-orm";
import { type Scope, scoped } from "../client";
import { speechClips } from "../schema/calls";

/** How the key of a clip begins in which somebody may be named. */
export const PERSONAL_CLIP = "personal:";
/** A transfer is over within minutes. */
const PERSONAL_HOURS = 24;

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

/** Whoever keeps a clip of somebody takes the old ones away. */
export async function saveSpeechClip(scope: Scope, key: string, audio: string): Promise<void> {
  await scoped(scope, async (tx) => {
    await tx.insert(speechClips).values({ tenantId: scope.tenantId, key, audio }).onConflictDoNothing();
    if (!key.startsWith(PERSONAL_CLIP)) return;
    await tx
      .delete(speechClips)
      .where(
        and(
          eq(speechClips.tenantId, scope.tenantId),
          like(speechClips.key, `${PERSONAL_CLIP}%`),
          lt(speechClips.createdAt, sql`now() - make_interval(hours => ${PERSONAL_HOURS})`),
        ),
      );
  });
}

/** Whom a clip names is not on record: when somebody is erased, all that name anybody go, and are made anew when needed. */
export async function deletePersonalClips(scope: Scope): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .delete(speechClips)
      .where(and(eq(speechClips.tenantId, scope.tenantId), like(speechClips.key, `${PERSONAL_CLIP}%`))),
  );
}

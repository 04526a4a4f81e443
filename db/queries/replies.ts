import { and, asc, desc, eq, sql } from "drizzle-orm";
import { type Scope, scoped } from "../client";
import { type Reply, replies, replySentences } from "../schema/replies";

const isReply = (scope: Scope, { callId, position }: Pick<Reply, "callId" | "position">) =>
  and(eq(replies.tenantId, scope.tenantId), eq(replies.callId, callId), eq(replies.position, position));

/** The newest of a call; undefined before its greeting. */
export async function findLastReply(scope: Scope, callId: string): Promise<Reply | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select()
      .from(replies)
      .where(and(eq(replies.tenantId, scope.tenantId), eq(replies.callId, callId)))
      .orderBy(desc(replies.position))
      .limit(1),
  );
  return row;
}

export async function findReply(
  scope: Scope,
  reply: Pick<Reply, "callId" | "position">,
): Promise<Reply | undefined> {
  const [row] = await scoped(scope, (tx) => tx.select().from(replies).where(isReply(scope, reply)));
  return row;
}

/** Under the lock of its call: two of one position cannot be made. */
export async function insertReply(
  scope: Scope,
  reply: Pick<Reply, "callId" | "position" | "heard" | "fixedText" | "turnPosition"> & Partial<Reply>,
): Promise<Reply> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .insert(replies)
      .values({ ...reply, tenantId: scope.tenantId })
      .returning(),
  );
  if (!row) throw new Error("a reply that was written is not there");
  return row;
}

export async function updateReply(
  scope: Scope,
  reply: Pick<Reply, "callId" | "position">,
  patch: Partial<Reply>,
): Promise<void> {
  await scoped(scope, (tx) => tx.update(replies).set(patch).where(isReply(scope, reply)));
}

/** Whoever gets true makes it; nobody else does. */
export async function claimReply(scope: Scope, reply: Pick<Reply, "callId" | "position">): Promise<boolean> {
  const claimed = await scoped(scope, (tx) =>
    tx
      .update(replies)
      .set({ state: "speaking", seenAt: sql`clock_timestamp()` })
      .where(and(isReply(scope, reply), eq(replies.state, "pending")))
      .returning({ position: replies.position }),
  );
  return claimed.length > 0;
}

/** Whoever makes it lives: what nobody has touched for a while is lost. */
export async function touchReply(scope: Scope, reply: Pick<Reply, "callId" | "position">): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .update(replies)
      .set({ seenAt: sql`clock_timestamp()` })
      .where(isReply(scope, reply)),
  );
}

/** When Twilio came for its sound, the first time. */
export async function noteFetch(scope: Scope, reply: Pick<Reply, "callId" | "position">): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .update(replies)
      .set({ fetchedAt: sql`coalesce(${replies.fetchedAt}, clock_timestamp())` })
      .where(isReply(scope, reply)),
  );
}

export interface ReplySentence {
  index: number;
  text: string;
  /** µ-law 8 kHz mono. */
  audio: Buffer;
  /** When it was ready to be heard. */
  createdAt: Date;
}

export async function insertReplySentence(
  scope: Scope,
  reply: Pick<Reply, "callId" | "position">,
  sentence: Omit<ReplySentence, "createdAt">,
): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .insert(replySentences)
      .values({
        ...sentence,
        tenantId: scope.tenantId,
        callId: reply.callId,
        replyPosition: reply.position,
      })
      .onConflictDoNothing(),
  );
}

/** In the order in which they are heard. */
export async function listReplySentences(
  scope: Scope,
  reply: Pick<Reply, "callId" | "position">,
): Promise<ReplySentence[]> {
  return scoped(scope, (tx) =>
    tx
      .select({
        index: replySentences.index,
        text: replySentences.text,
        audio: replySentences.audio,
        createdAt: replySentences.createdAt,
      })
      .from(replySentences)
      .where(
        and(
          eq(replySentences.tenantId, scope.tenantId),
          eq(replySentences.callId, reply.callId),
          eq(replySentences.replyPosition, reply.position),
        ),
      )
      .orderBy(asc(replySentences.index)),
  );
}

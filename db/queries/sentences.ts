import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Language, SentenceKey } from "@/lib/vocabulary";
import { type Scope, scoped } from "../client";
import { advisors } from "../schema/advisors";
import { transferAttempts, transfers } from "../schema/transfers";
import { type Sentence, sentences } from "../schema/voice";

interface SentenceName {
  key: SentenceKey;
  language: Language;
}

const named = (scope: Scope, { key, language }: SentenceName) =>
  and(eq(sentences.tenantId, scope.tenantId), eq(sentences.key, key), eq(sentences.language, language));

/** Those that the business has words of its own for. */
export async function listSentences(scope: Scope): Promise<Sentence[]> {
  return scoped(scope, (tx) => tx.select().from(sentences).where(eq(sentences.tenantId, scope.tenantId)));
}

export async function findSentence(scope: Scope, name: SentenceName): Promise<Sentence | undefined> {
  const [row] = await scoped(scope, (tx) => tx.select().from(sentences).where(named(scope, name)));
  return row;
}

export async function saveSentence(
  scope: Scope,
  { text, ...name }: SentenceName & { text: string },
): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .insert(sentences)
      .values({ ...name, text, tenantId: scope.tenantId })
      .onConflictDoUpdate({
        target: [sentences.tenantId, sentences.key, sentences.language],
        set: { text, updatedAt: sql`now()` },
      }),
  );
}

/** The words that are no longer said; undefined where the business had none. */
export async function deleteSentence(scope: Scope, name: SentenceName): Promise<string | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx.delete(sentences).where(named(scope, name)).returning({ text: sentences.text }),
  );
  return row?.text;
}

/** The name of the advisor whose telephone rings for the call, or rang last. */
export async function findAdvisorSought(scope: Scope, callId: string): Promise<string | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select({ name: advisors.name })
      .from(transfers)
      .innerJoin(
        transferAttempts,
        and(eq(transferAttempts.tenantId, transfers.tenantId), eq(transferAttempts.transferId, transfers.id)),
      )
      .innerJoin(
        advisors,
        and(eq(advisors.tenantId, transfers.tenantId), eq(advisors.id, transferAttempts.advisorId)),
      )
      .where(
        and(eq(transfers.tenantId, scope.tenantId), eq(transfers.callId, callId), isNull(transfers.endedAt)),
      )
      .orderBy(desc(transferAttempts.position))
      .limit(1),
  );
  return row?.name;
}

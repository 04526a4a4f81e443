"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useSession } from "@/components/frame/session-context";
import { sendJson } from "@/lib/api-client";
import { type SentenceView, sentenceView } from "@/lib/sentences/schema";
import { voiceQueries } from "./voice-queries";

/** Changes one sentence; the list follows. Throws what the server refuses. */
export function useSentenceWrites({ key, language }: Pick<SentenceView, "key" | "language">) {
  const queries = useQueryClient();
  const { queryKey } = voiceQueries.sentences(useSession().tenant.id);
  const path = `/api/sentences/${key}/${language}`;
  const show = (saved: SentenceView) => {
    queries.setQueryData(queryKey, (all) =>
      all?.map((one) => (one.key === saved.key && one.language === saved.language ? saved : one)),
    );
  };
  return {
    save: async (text: string) => show(await sendJson("PUT", path, { text }, sentenceView)),
    reset: async () => show(await sendJson("DELETE", path, undefined, sentenceView)),
  };
}

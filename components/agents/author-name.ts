import { useTranslations } from "next-intl";
import type { AgentVersionView } from "@/lib/agents/schema";

/** Who published a version, in the reader's words. */
export function useAuthorName(): (version: Pick<AgentVersionView, "authorName" | "authorKind">) => string {
  const t = useTranslations("agents.author");
  return ({ authorName, authorKind }) => authorName ?? t(authorKind);
}

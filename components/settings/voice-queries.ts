import { z } from "zod";
import { viewQuery } from "@/components/frame/view-query";
import { trackView } from "@/lib/hold-music/schema";
import { sentenceView } from "@/lib/sentences/schema";

const all = (tenantId: string) => ["tenant", tenantId, "voice"] as const;

export const voiceQueries = {
  sentences: (tenantId: string) =>
    viewQuery([...all(tenantId), "sentences"], "/api/sentences", z.array(sentenceView)),
  tracks: (tenantId: string) =>
    viewQuery([...all(tenantId), "tracks"], "/api/hold-music", z.array(trackView)),
};

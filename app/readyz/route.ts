import { z } from "zod";
import { publicRoute } from "@/lib/http/route";
import { checkReady } from "@/lib/http/ready";

export const dynamic = "force-dynamic";

export const GET = publicRoute({
  summary: "The process can do its work",
  output: z.object({ database: z.literal("ok") }),
  handler: checkReady,
});

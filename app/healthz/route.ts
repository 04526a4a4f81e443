import { publicRoute } from "@/lib/http/route";

export const dynamic = "force-dynamic";

export const GET = publicRoute({ summary: "The process is alive", handler: async () => null });

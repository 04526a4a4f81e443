import { readBytes } from "@/lib/http/body";
import { publicRoute } from "@/lib/http/route";
import { apologyWithoutDatabase } from "@/lib/sentences/apology";

/** Twilio comes here when the voice address failed, perhaps together with the database: nothing is looked up. */
export const POST = publicRoute({
  summary: "Twilio: the last resort of a call",
  handler: async ({ request }) => {
    const form = new URLSearchParams((await readBytes(request, 65_536)).toString("utf8"));
    return new Response(apologyWithoutDatabase(form.get("To") ?? ""), {
      headers: { "Content-Type": "text/xml; charset=utf-8" },
    });
  },
});

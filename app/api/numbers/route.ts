import { z } from "zod";
import { route } from "@/lib/http/route";
import { listNumbers } from "@/lib/numbers/list-numbers";
import { numberView } from "@/lib/numbers/schema";

export const GET = route({
  summary: "Telephone numbers and who answers them",
  role: "viewer",
  apiScope: "numbers:read",
  output: z.array(numberView),
  handler: ({ scope }) => listNumbers(scope),
});

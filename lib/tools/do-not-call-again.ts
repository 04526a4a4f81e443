import { z } from "zod";
import { withTransaction } from "@/db/client";
import { blockNumber } from "@/db/queries/contacts";
import { writeAudit } from "@/db/queries/team";
import { setDoNotCall } from "@/lib/contacts/do-not-call";
import { openDesk } from "./desk";
import { SAID } from "./parameters";
import { settle } from "./settle";
import type { Tool } from "./tool";

const { reason } = SAID;
const parameters = z.object({ reason });

export const doNotCallAgain: Tool<typeof parameters> = {
  name: "do_not_call_again",
  description:
    "The person does not want to be called again. Use it at once when they say so, and say goodbye.",
  parameters,
  async execute(scope, use, { reason: given = "" }) {
    const desk = await openDesk(scope, use.callId);
    const { number, call, words } = desk;
    return withTransaction(scope, async (inner) => {
      // The telephone that asked is not called again, whoever else may answer there; the person, if it is known who it was, nowhere.
      if (number !== null) {
        await blockNumber(inner, { number, reason: given });
        await writeAudit(inner, { action: "number.do_not_call", subject: call.id });
      }
      if (call.contactId !== null) await setDoNotCall(inner, call.contactId, { reason: given });
      return settle({ ...desk, scope: inner }, use, { say: words.notCalledAgain, outcome: "opted_out" });
    });
  },
};

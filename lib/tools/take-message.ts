import { z } from "zod";
import { takeMessage as keepMessage } from "@/lib/messages/take-message";
import { readPhone } from "@/lib/spoken/read-digits";
import { sayDigits } from "@/lib/spoken/say-digits";
import { withTransaction } from "@/db/client";
import { answer } from "./answer";
import { openDesk } from "./desk";
import { SAID } from "./parameters";
import { hasDoneEnough, settle, settledOutcome } from "./settle";
import type { Tool } from "./tool";

const { name, phone } = SAID;
const parameters = z.object({
  text: z.string().trim().min(1).max(2000).describe("The message, in the caller's own words."),
  name,
  phone,
  urgent: z.boolean().describe("The caller says that it cannot wait.").optional(),
});

export const takeMessage: Tool<typeof parameters> = {
  name: "take_message",
  description: "Take a message for the front desk, which will call back. Use it whenever you cannot help.",
  parameters,
  async execute(scope, use, { text, name: said, phone: dictated, urgent }) {
    const desk = await openDesk(scope, use.callId);
    if (hasDoneEnough(desk, "take_message")) return answer({ status: "failed", say: desk.words.enough });
    const read = dictated === undefined ? undefined : readPhone(dictated, desk.spoken);
    if (read && !read.ok) return answer({ status: "ask", ask: "phone", say: read.ask });
    const number = read?.value ?? desk.number;
    if (number === null) return answer({ status: "ask", ask: "phone", say: desk.words.askPhone });
    const { contactId } = desk.call;
    return withTransaction(scope, async (inner) => {
      await keepMessage(inner, {
        callId: use.callId,
        text,
        number,
        isUrgent: urgent ?? false,
        ...(contactId === null ? {} : { contactId }),
        ...(said === undefined ? {} : { name: said }),
      });
      const { messageTaken, messageTakenFor } = desk.words;
      // A number that was dictated is read back.
      const say = read ? messageTakenFor(sayDigits(number, desk.spoken)) : messageTaken;
      // Whoever also leaves word after a booking has booked.
      if (settledOutcome(desk)) return answer({ status: "done", say });
      return settle({ ...desk, scope: inner }, use, { say, outcome: "message_taken" });
    });
  },
};

import { z } from "zod";
import { withTransaction } from "@/db/client";
import type { ContactRow } from "@/db/queries/contact-columns";
import { blockNumber } from "@/db/queries/contacts";
import { writeAudit } from "@/db/queries/team";
import { setDoNotCall } from "@/lib/contacts/do-not-call";
import { takeMessage } from "@/lib/messages/take-message";
import { type Desk, openDesk } from "./desk";
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
    const { number, call, contacts, words } = desk;
    const person = contacts.find(({ id }) => id === call.contactId);
    const isKnown = number !== null || (person !== undefined && speaks(desk, person));
    return withTransaction(scope, async (inner) => {
      const outcome = "opted_out" as const;
      if (!isKnown) {
        // Nothing is promised that nobody could keep: a person finds out who it was.
        await takeMessage(inner, { callId: call.id, text: words.wantsNoCalls(given), isUrgent: false });
        return settle({ ...desk, scope: inner }, use, { say: words.messageTaken, outcome });
      }
      // The telephone that asked is not called again, whoever else may answer there; the person, if it is known who it was, nowhere.
      // A card made in this call of a number that was dictated is no such knowledge: the number may be anybody's.
      if (number !== null) {
        await blockNumber(inner, { number, reason: given });
        await writeAudit(inner, { action: "number.do_not_call", subject: call.id });
      }
      if (person && speaks(desk, person)) await setDoNotCall(inner, person.id, { reason: given });
      return settle({ ...desk, scope: inner }, use, { say: words.notCalledAgain, outcome });
    });
  },
};

/** They call from, or were called at, a telephone of theirs, or the call was placed for them, or they have shown who they are. */
function speaks({ number, call, earlier }: Desk, { id, numbers }: ContactRow): boolean {
  return (
    call.direction === "outbound" ||
    numbers.some((one) => one.number === number) ||
    earlier.some(({ answer }) => answer.identity?.passed === true && answer.identity.contact_id === id)
  );
}

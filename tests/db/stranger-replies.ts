import * as replyQueries from "@/db/queries/replies";
import { type Attempt, empty, harmless, isRefused, nothing, ours, refused, stranger } from "./stranger";

const reply = () => ({ callId: ours.call.id, position: 0 });

/** What the agents of turn-based calls say. */
export const REPLIES_ATTEMPTS: Record<string, Attempt> = {
  findLastReply: [() => replyQueries.findLastReply(stranger, ours.call.id), nothing],
  findReply: [() => replyQueries.findReply(stranger, reply()), nothing],
  insertReply: [
    () =>
      refused(
        replyQueries.insertReply(stranger, { ...reply(), heard: "x", fixedText: null, turnPosition: null }),
      ),
    isRefused,
  ],
  updateReply: [() => replyQueries.updateReply(stranger, reply(), { heard: "changed" }), harmless],
  claimReply: [() => replyQueries.claimReply(stranger, reply()), (claimed) => claimed === false],
  touchReply: [() => replyQueries.touchReply(stranger, reply()), harmless],
  noteFetch: [() => replyQueries.noteFetch(stranger, reply()), harmless],
  insertReplySentence: [
    () =>
      refused(
        replyQueries.insertReplySentence(stranger, reply(), { index: 9, text: "x", audio: Buffer.alloc(1) }),
      ),
    isRefused,
  ],
  listReplySentences: [() => replyQueries.listReplySentences(stranger, reply()), empty],
};

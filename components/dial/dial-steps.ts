import type { CallDetail } from "@/lib/calls/schema";
import { isFinal } from "@/lib/calls/status";

/** Where the dialog is. `key` makes an order sent twice one call. */
export type DialState =
  | { phase: "writing"; key: string }
  | { phase: "placing"; key: string }
  | { phase: "following"; callId: string; hangUpAsked: boolean };

export type DialEvent =
  | { type: "submitted" }
  | { type: "placed"; callId: string }
  /** The server said no: the next order is another one. */
  | { type: "refused"; newKey: string }
  /** No answer came, so the order may have been obeyed: sent again it must be the same one. */
  | { type: "unanswered" }
  | { type: "hang_up_asked" }
  | { type: "hang_up_failed" }
  /** The same person once more. */
  | { type: "again"; newKey: string }
  /** Back to the form, as it was filled in. */
  | { type: "edit"; newKey: string };

/** Pure; an event that makes no sense in a phase changes nothing. */
export function step(state: DialState, event: DialEvent): DialState {
  switch (event.type) {
    case "submitted":
      return state.phase === "writing" ? { phase: "placing", key: state.key } : state;
    case "placed":
      return state.phase === "placing"
        ? { phase: "following", callId: event.callId, hangUpAsked: false }
        : state;
    case "refused":
      return state.phase === "placing" ? { phase: "writing", key: event.newKey } : state;
    case "unanswered":
      return state.phase === "placing" ? { phase: "writing", key: state.key } : state;
    case "hang_up_asked":
      return state.phase === "following" ? { ...state, hangUpAsked: true } : state;
    case "hang_up_failed":
      return state.phase === "following" ? { ...state, hangUpAsked: false } : state;
    case "again":
      return state.phase === "following" ? { phase: "placing", key: event.newKey } : state;
    case "edit":
      return state.phase === "following" ? { phase: "writing", key: event.newKey } : state;
  }
}

/** Keys of `dial.progress`: how far the call is, in the words of whoever waits for it. */
export type DialProgress =
  | "dialling"
  | "unsure"
  | "ringing"
  | "talking"
  | "hanging_up"
  | "completed"
  | "voicemail"
  | "no_answer"
  | "busy"
  | "canceled"
  | "failed"
  | "ended_manually";

type FollowedCall = Pick<CallDetail, "status" | "dialState" | "outcome">;

export function progressOf(call: FollowedCall, hangUpAsked: boolean): DialProgress {
  if (isFinal(call.status)) return endOf(call);
  if (hangUpAsked) return "hanging_up";
  if (call.status === "in_progress") return "talking";
  if (call.status === "ringing") return "ringing";
  return call.dialState === "unknown" ? "unsure" : "dialling";
}

function endOf({ status, outcome }: FollowedCall): DialProgress {
  switch (status) {
    case "completed":
      return outcome === "voicemail" ? "voicemail" : "completed";
    case "no_answer":
    case "busy":
    case "canceled":
    case "ended_manually":
      return status;
    default:
      return "failed";
  }
}

export function isOver(progress: DialProgress): boolean {
  return !["dialling", "unsure", "ringing", "talking", "hanging_up"].includes(progress);
}

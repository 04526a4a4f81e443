import { useQueryClient } from "@tanstack/react-query";
import { useReducer, useRef } from "react";
import { callQueries } from "@/components/calls/call-queries";
import { useSession } from "@/components/frame/session-context";
import { ApiError, sendJson } from "@/lib/api-client";
import { callDetail } from "@/lib/calls/schema";
import type { orderOf } from "./dial-form-schema";
import { step } from "./dial-steps";

type Order = Omit<ReturnType<typeof orderOf>, "idempotencyKey"> & {
  contactId?: string;
  appointmentId?: string;
  messageId?: string;
};

/** Codes of failures after which nobody knows whether the order was obeyed. */
const NO_ANSWER = new Set(["network", "unreadable", "internal"]);

const newKey = () => crypto.randomUUID();

/** From the order to the call. `place` resolves once the call is on record and throws what the server refused. */
export function useDialOrder() {
  const { tenant } = useSession();
  const queries = useQueryClient();
  const [state, dispatch] = useReducer(step, undefined, () => ({ phase: "writing" as const, key: newKey() }));
  const last = useRef<Order>(undefined);

  const send = async (order: Order, key: string) => {
    last.current = order;
    try {
      const call = await sendJson("POST", "/api/calls", { ...order, idempotencyKey: key }, callDetail);
      queries.setQueryData(callQueries.detail(tenant.id, call.id).queryKey, call);
      void queries.invalidateQueries({ queryKey: callQueries.live(tenant.id).queryKey });
      dispatch({ type: "placed", callId: call.id });
    } catch (error) {
      const isUnknown = !(error instanceof ApiError) || NO_ANSWER.has(error.code);
      dispatch(isUnknown ? { type: "unanswered" } : { type: "refused", newKey: newKey() });
      throw error;
    }
  };

  return {
    state,
    place: async (order: Order) => {
      if (state.phase !== "writing") return;
      dispatch({ type: "submitted" });
      await send(order, state.key);
    },
    /** The same order once more, as a call of its own. */
    again: async () => {
      const order = last.current;
      if (state.phase !== "following" || !order) return;
      const key = newKey();
      dispatch({ type: "again", newKey: key });
      await send(order, key);
    },
    edit: () => dispatch({ type: "edit", newKey: newKey() }),
    hangUpAsked: () => dispatch({ type: "hang_up_asked" }),
    hangUpFailed: () => dispatch({ type: "hang_up_failed" }),
  };
}

export type DialOrder = ReturnType<typeof useDialOrder>;

import { useState } from "react";
import { ApiError } from "@/lib/api-client";
import { type Difference, differenceDetails, type Resolution } from "@/lib/agents/schema";

/** A deed that waits until somebody has said which side wins. */
export type Dispute = {
  /** Nothing of ours was ever there: an agent of ElevenLabs is about to be used. */
  isFirst: boolean;
  differences: Difference[];
  /** The deed again, with the decision. */
  settle: (resolve: Resolution) => Promise<void>;
};

/** What the server says when a deed would overwrite somebody's work at ElevenLabs; undefined for every other refusal. */
function disputeOf(error: unknown): Pick<Dispute, "isFirst" | "differences"> | undefined {
  const details = error instanceof ApiError ? differenceDetails.safeParse(error.details) : undefined;
  if (!details?.success) return undefined;
  const { reason, differences } = details.data;
  return { isFirst: reason === "link_changes_vendor", differences };
}

/**
 * Runs deeds that may meet other work at ElevenLabs. `run` ends normally when the deed is done or waits for a decision; every other
 * failure is thrown.
 */
export function useTwoSides() {
  const [dispute, setDispute] = useState<Dispute>();
  const run = async (
    deed: (resolve: Resolution) => Promise<void>,
    resolve: Resolution = {},
  ): Promise<void> => {
    try {
      await deed(resolve);
      setDispute(undefined);
    } catch (error) {
      const found = disputeOf(error);
      if (!found) throw error;
      setDispute({ ...found, settle: (decision) => run(deed, { ...resolve, ...decision }) });
    }
  };
  return { dispute, setDispute, run };
}

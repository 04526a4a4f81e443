"use client";

import { useQuery } from "@tanstack/react-query";
import { useSession } from "@/components/frame/session-context";
import { useFeedPhase } from "@/components/live/live-feed";
import type { TransferView } from "@/lib/transfers/schema";
import { transferQueries } from "./transfer-queries";
import { isOpen, isOverAttempt, lastAttempt } from "./transfer-steps";

const ASKED_EVERY_MS = 30_000;
const FOLLOWED_EVERY_MS = 10_000;
const ASKED_WITHOUT_FEED_MS = 2000;

/** The feed tells at once; asking now and then covers what a feed can lose. */
function useInterval(withFeedMs: number): number {
  return useFeedPhase() === "open" ? withFeedMs : ASKED_WITHOUT_FEED_MS;
}

/** The transfer that goes on in a call, if there is one. */
export function useOpenTransfer(callId: string): TransferView | undefined {
  const { tenant } = useSession();
  const refetchInterval = useInterval(ASKED_EVERY_MS);
  const open = useQuery({ ...transferQueries.open(tenant.id), refetchInterval });
  return open.data?.find((transfer) => transfer.callId === callId);
}

/** Those that want the member now: a telephone that they let ring, or that was hung up, is nobody's business any more. */
export function useMyTransfers(): readonly TransferView[] {
  const { tenant } = useSession();
  const refetchInterval = useInterval(ASKED_EVERY_MS);
  const mine = useQuery({ ...transferQueries.mine(tenant.id), refetchInterval, select: wanted });
  return mine.data ?? NONE;
}

const NONE: readonly TransferView[] = [];

function wanted(transfers: readonly TransferView[]): readonly TransferView[] {
  return transfers.filter((transfer) => {
    const attempt = lastAttempt(transfer);
    return attempt !== undefined && !isOverAttempt(attempt);
  });
}

/** One transfer, followed until it is over. */
export function useFollowedTransfer(transferId: string) {
  const { tenant } = useSession();
  const intervalMs = useInterval(FOLLOWED_EVERY_MS);
  return useQuery({
    ...transferQueries.one(tenant.id, transferId),
    refetchInterval: ({ state }) => (state.data && !isOpen(state.data) ? false : intervalMs),
  });
}

/** Every transfer of a call; followed while the call may still have another. */
export function useTransfersOfCall(callId: string, isLive: boolean) {
  const { tenant } = useSession();
  const intervalMs = useInterval(FOLLOWED_EVERY_MS);
  return useQuery({
    ...transferQueries.ofCall(tenant.id, callId),
    refetchInterval: ({ state }) => (isLive || state.data?.some(isOpen) ? intervalMs : false),
  });
}

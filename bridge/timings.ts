/** How long the bridge waits for what; tests pass shorter ones. */
export interface Timings {
  /** From the upgrade to a claimed `start`. */
  startMs: number;
  /** From asking for the signed URL to an open agent socket. */
  agentOpenMs: number;
  /** From an open agent socket to its metadata. */
  agentMetadataMs: number;
  pingMs: number;
  /** Without a frame or a pong for this long, the peer is gone. */
  twilioSilentMs: number;
  agentSilentMs: number;
  toolMs: number;
  /** An agent that ended the call may still be about to say goodbye. */
  farewellGraceMs: number;
  /** Added to the computed play-out time before a missing mark is given up. */
  playoutMarginMs: number;
  /** The last entries get this long before Twilio is let go. */
  closeWriteMs: number;
  closeHandshakeMs: number;
  outboxBatchMs: number;
  outboxRetryMinMs: number;
  outboxRetryMaxMs: number;
  /** After the end of a call, unwritten entries are given up after this. */
  outboxGiveUpMs: number;
  heartbeatMs: number;
  /** While a caller waits for somebody, the house is asked this often. */
  holdPollMs: number;
}

export const DEFAULT_TIMINGS: Timings = {
  startMs: 5_000,
  agentOpenMs: 10_000,
  agentMetadataMs: 5_000,
  pingMs: 10_000,
  twilioSilentMs: 20_000,
  agentSilentMs: 25_000,
  toolMs: 20_000,
  farewellGraceMs: 2_000,
  playoutMarginMs: 3_000,
  closeWriteMs: 2_000,
  closeHandshakeMs: 2_000,
  // Five batches a second at most: it is the rate of live transcripts, too.
  outboxBatchMs: 200,
  outboxRetryMinMs: 100,
  outboxRetryMaxMs: 5_000,
  outboxGiveUpMs: 300_000,
  heartbeatMs: 5_000,
  holdPollMs: 5_000,
};

/** What one call may take of the process; beyond it the call ends with a reason. */
export interface Limits {
  twilioBufferedBytes: number;
  agentBufferedBytes: number;
  /** Twilio discards audio beyond ten minutes (twilio.md §5.2, error 31931). */
  unplayedMs: number;
  /** Agent audio that waits for Twilio's `start`. */
  heldAgentBytes: number;
  /** Caller audio that waits for the agent. */
  heldCallerMs: number;
  outboxEntries: number;
  toolsInFlight: number;
  /** Longer than this nobody is left with music. */
  holdMs: number;
}

export const DEFAULT_LIMITS: Limits = {
  twilioBufferedBytes: 1024 * 1024,
  agentBufferedBytes: 256 * 1024,
  unplayedMs: 540_000,
  heldAgentBytes: 1024 * 1024,
  heldCallerMs: 2_000,
  outboxEntries: 2_000,
  toolsInFlight: 8,
  holdMs: 600_000,
};

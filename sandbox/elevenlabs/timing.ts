/** How long the stand-in takes for things; tests make them short. */
export interface Timing {
  /** Webhook retries come this much sooner than the vendor's (1: at the vendor's pace). */
  retryScale: number;
  /** From the end of the caller's words to the agent's answer. */
  thinkMs: number;
  pingMs: number;
  /** Without any user input for so long the conversation ends (elevenlabs.md §1.8). */
  inputTimeoutMs: number;
  /** A client that sends nothing at first gets its conversation after this long. */
  initiationMs: number;
  /** How many times faster than real time audio is sent. */
  speedup: number;
  /** From the end of a conversation to its analysis and its webhook. */
  analysisMs: number;
}

export const DEFAULT_TIMING: Timing = {
  retryScale: 1,
  thinkMs: 350,
  pingMs: 2000,
  inputTimeoutMs: 60_000,
  initiationMs: 3000,
  speedup: 6,
  analysisMs: 1500,
};

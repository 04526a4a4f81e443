/** Who answered: the verdict of answering machine detection and when it is known. twilio.md §8. */
import { sleep, untilAborted } from "./abort";
import { type Behaviour, BEEPED, GREETED, happened } from "./far-end";
import { voiceFields } from "./fields";
import type { Leg } from "./leg";
import { type MachineDetection, type Platform, sendCallback } from "./platform";

const SYNC_VERDICT_MS = 1000;
const ASYNC_VERDICT_MS = 1500;

/** Without a callback the verdict is there before the call's first document; with one it comes beside the call. */
export async function detectMachine(
  platform: Platform,
  leg: Leg,
  order: { detection: MachineDetection | undefined; farEnd: Behaviour },
): Promise<void> {
  const { detection, farEnd } = order;
  if (!detection) return;
  const startedAt = performance.now();
  const { callback } = detection;
  const verdict = verdictOn(leg, {
    detection,
    farEnd,
    soonestMs: callback ? ASYNC_VERDICT_MS : SYNC_VERDICT_MS,
  });
  if (!callback) {
    leg.record.answeredBy = await verdict;
    return;
  }
  verdict.then(
    (answeredBy) => {
      leg.record.answeredBy = answeredBy;
      const known = voiceFields(leg).filter(([name]) => name === "CallSid" || name === "AccountSid");
      const durationMs = Math.round(performance.now() - startedAt);
      sendCallback(platform, leg, {
        ...callback,
        fields: [...known, ["AnsweredBy", answeredBy], ["MachineDetectionDuration", String(durationMs)]],
        event: "amd",
      });
    },
    // A call that ends before the verdict has none.
    () => undefined,
  );
}

async function verdictOn(
  leg: Leg,
  given: { detection: MachineDetection; farEnd: Behaviour; soonestMs: number },
): Promise<string> {
  const { detection, farEnd, soonestMs } = given;
  await sleep(soonestMs, leg.ended);
  if (farEnd.answeredBy !== "machine") return farEnd.answeredBy;
  if (detection.mode === "Enable") return "machine_start";
  if (farEnd.behaviour !== "mailbox") return "machine_end_silence";
  const tooLate = sleep(Math.max(0, detection.timeoutMs - soonestMs), leg.ended).then(
    () => "machine_end_other",
  );
  const end =
    farEnd.hasBeep === false
      ? happened(leg, ({ type }) => type === GREETED).then(() => "machine_end_silence")
      : happened(leg, ({ type }) => type === BEEPED).then(() => "machine_end_beep");
  return untilAborted(Promise.race([end, tooLate]), leg.ended);
}

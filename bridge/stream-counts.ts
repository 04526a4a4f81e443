import type { BridgeMetrics } from "./metrics";
import type { EndReason } from "@/lib/media/port";

/** Plain numbers of one stream, so that a frame costs an addition; the metrics get them at the end. */
export class StreamCounts {
  callerMessages = 0;
  agentMessages = 0;
  agentAudioMs = 0;
  unheardMs = 0;
  interruptions = 0;
  reconnects = 0;

  summary(): Record<string, number> {
    const { callerMessages, agentMessages, interruptions, reconnects } = this;
    const agentAudioMs = Math.round(this.agentAudioMs);
    const unheardMs = Math.round(this.unheardMs);
    return { callerMessages, agentMessages, agentAudioMs, unheardMs, interruptions, reconnects };
  }

  publish(reason: EndReason, { endedCalls, relayedMessages, interruptions }: BridgeMetrics): void {
    endedCalls.inc({ reason });
    relayedMessages.inc({ direction: "from_caller" }, this.callerMessages);
    relayedMessages.inc({ direction: "from_agent" }, this.agentMessages);
    interruptions.inc(this.interruptions);
  }
}

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export interface BridgeMetrics {
  registry: Registry;
  liveCalls: Gauge;
  refusedUpgrades: Counter<"status">;
  endedCalls: Counter<"reason">;
  relayedMessages: Counter<"direction">;
  agentReadySeconds: Histogram;
  toolSeconds: Histogram<"result">;
  interruptions: Counter;
  writeTroubles: Counter<"problem">;
}

const KEY = Symbol.for("centralita.bridge.metrics");
const store: typeof globalThis & { [KEY]?: BridgeMetrics } = globalThis;

/** One set per process, also when a reloading runner evaluates this module twice. */
export function bridgeMetrics(): BridgeMetrics {
  store[KEY] ??= createMetrics();
  return store[KEY];
}

function createMetrics(): BridgeMetrics {
  const registry = new Registry();
  const registers = [registry];
  // Includes the event loop's delay: the first thing to look at when audio stutters.
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    liveCalls: new Gauge({ name: "bridge_live_calls", help: "Media sessions now", registers }),
    refusedUpgrades: new Counter({
      name: "bridge_refused_upgrades_total",
      help: "WebSocket upgrades refused, by HTTP status",
      labelNames: ["status"],
      registers,
    }),
    endedCalls: new Counter({
      name: "bridge_ended_calls_total",
      help: "Media sessions ended, by reason",
      labelNames: ["reason"],
      registers,
    }),
    // Added up per call and counted at its end, so that a frame costs no metric.
    relayedMessages: new Counter({
      name: "bridge_relayed_audio_messages_total",
      help: "Audio messages of ended calls, by direction",
      labelNames: ["direction"],
      registers,
    }),
    agentReadySeconds: new Histogram({
      name: "bridge_agent_ready_seconds",
      help: "From asking for an agent until caller and agent hear each other",
      buckets: [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4],
      registers,
    }),
    toolSeconds: new Histogram({
      name: "bridge_tool_seconds",
      help: "Client tools of agents",
      labelNames: ["result"],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
      registers,
    }),
    interruptions: new Counter({ name: "bridge_interruptions_total", help: "Barge-ins", registers }),
    writeTroubles: new Counter({
      name: "bridge_write_troubles_total",
      help: "Batches tried again, entries dropped or given up",
      labelNames: ["problem"],
      registers,
    }),
  };
}

import { createServer, type Server } from "node:http";
import { WebSocket, WebSocketServer } from "ws";

interface TwilioMessage {
  event: string;
  start?: { streamSid: string };
  media?: { payload: string };
}

interface AgentMessage {
  type: string;
  audio_event?: { audio_base_64: string };
  ping_event?: { event_id: number };
}

/**
 * The baseline: the relay that a tutorial would show. One JSON.parse and one JSON.stringify per message, both
 * ways; no marks, no transcript, no heartbeat, no limits, no signature, no token.
 */
export function createPlainRelay(agentUrl: (callId: string) => string): Server {
  const server = createServer();
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on("connection", (twilio, request) => {
    const callId = request.url?.split("/").at(-1) ?? "";
    const agent = new WebSocket(agentUrl(callId), { perMessageDeflate: false });
    let streamSid: string | undefined;
    agent.on("open", () => agent.send(JSON.stringify({ type: "conversation_initiation_client_data" })));
    agent.on("message", (data: Buffer) => {
      const message = JSON.parse(data.toString("utf8")) as AgentMessage;
      if (message.type === "audio" && streamSid !== undefined) {
        const payload = message.audio_event?.audio_base_64;
        twilio.send(JSON.stringify({ event: "media", streamSid, media: { payload } }));
      } else if (message.type === "ping") {
        agent.send(JSON.stringify({ type: "pong", event_id: message.ping_event?.event_id }));
      }
    });
    twilio.on("message", (data: Buffer) => {
      const message = JSON.parse(data.toString("utf8")) as TwilioMessage;
      if (message.event === "start") streamSid = message.start?.streamSid;
      if (message.event === "media" && agent.readyState === WebSocket.OPEN) {
        agent.send(JSON.stringify({ user_audio_chunk: message.media?.payload }));
      }
    });
    twilio.on("close", () => agent.close());
    agent.on("close", () => twilio.close());
  });
  return server;
}

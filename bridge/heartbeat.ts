import { WebSocket } from "ws";

/** Pings a peer and says once when nothing has been heard of it for too long. */
export class Heartbeat {
  private lastSeenAtMs = performance.now();
  private readonly pinging: NodeJS.Timeout;
  private watching: NodeJS.Timeout;

  constructor(socket: WebSocket, options: { pingMs: number; silentMs: number; onSilent: () => void }) {
    const { pingMs, silentMs, onSilent } = options;
    this.pinging = setInterval(() => {
      if (socket.readyState === WebSocket.OPEN) socket.ping();
    }, pingMs).unref();
    const watch = (afterMs: number): NodeJS.Timeout =>
      setTimeout(() => {
        const leftMs = this.lastSeenAtMs + silentMs - performance.now();
        if (leftMs > 0) {
          this.watching = watch(leftMs);
          return;
        }
        this.stop();
        onSilent();
      }, afterMs).unref();
    this.watching = watch(silentMs);
    socket.on("pong", () => this.seen());
  }

  /** Called for every frame, so it only notes the time. */
  seen(): void {
    this.lastSeenAtMs = performance.now();
  }

  stop(): void {
    clearInterval(this.pinging);
    clearTimeout(this.watching);
  }
}

import type { EndReason } from "@/lib/media/port";

export interface RegisteredSession {
  readonly callId: string;
  readonly tenantId: string;
  close(reason: EndReason): void;
  /** The caller may have begun or ceased to wait for somebody. */
  lookForHold(): void;
  /** Resolves when both sockets were let go and nothing is left to write. */
  readonly settled: Promise<void>;
}

/** The media sessions of this process. */
export class SessionRegistry {
  private readonly live = new Set<RegisteredSession>();
  /** Ended for the caller, but perhaps with entries that PostgreSQL has not taken yet. */
  private readonly unsettled = new Set<RegisteredSession>();
  private idleListeners: (() => void)[] = [];
  private readonly onCount: (liveCount: number) => void;

  constructor(onCount: (liveCount: number) => void) {
    this.onCount = onCount;
  }

  add(session: RegisteredSession): void {
    this.live.add(session);
    this.unsettled.add(session);
    this.onCount(this.live.size);
    void session.settled.then(() => this.unsettled.delete(session));
  }

  delete(session: RegisteredSession): void {
    if (!this.live.delete(session)) return;
    this.onCount(this.live.size);
    if (this.live.size > 0) return;
    const listeners = this.idleListeners;
    this.idleListeners = [];
    for (const listener of listeners) listener();
  }

  get size(): number {
    return this.live.size;
  }

  callIds(): string[] {
    return [...new Set([...this.live].map((session) => session.callId))];
  }

  streamsOf(callId: string): number {
    return [...this.live].filter((session) => session.callId === callId).length;
  }

  streamsOfTenant(tenantId: string): number {
    return [...this.live].filter((session) => session.tenantId === tenantId).length;
  }

  closeCall(callId: string, reason: EndReason): void {
    for (const session of this.live) if (session.callId === callId) session.close(reason);
  }

  lookForHold(callId: string): void {
    for (const session of this.live) if (session.callId === callId) session.lookForHold();
  }

  closeAll(reason: EndReason): void {
    for (const session of this.live) session.close(reason);
  }

  /** False when sessions are still live after the wait. */
  async idle(timeoutMs: number): Promise<boolean> {
    if (this.live.size === 0) return true;
    return within(timeoutMs, new Promise<void>((resolve) => this.idleListeners.push(resolve)));
  }

  /** False when entries are still unwritten after the wait. */
  async settled(timeoutMs: number): Promise<boolean> {
    return within(timeoutMs, Promise.all([...this.unsettled].map((session) => session.settled)));
  }
}

/** False when the time passed first. */
export async function within(timeoutMs: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  try {
    return await Promise.race([work.then(() => true), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * A vendor that one customer cannot reach, for as long as a test wants: faults that belong together, put on and taken off as one. Other
 * customers of the same sandbox notice nothing.
 */
import { z } from "zod";
import type { FaultInput, Faults } from "./faults";

const SERVICES = ["elevenlabs", "elevenlabs.agents", "elevenlabs.speech", "openai", "twilio"] as const;

export const outageInput = z.strictObject({
  /** `elevenlabs` is all of it; `.agents` signed addresses, calls and conversations; `.speech` text to speech. */
  service: z.enum(SERVICES),
  /** Whose: an API key, at Twilio an account's SID. */
  key: z.string().min(8),
  isDown: z.boolean(),
});
export type OutageInput = z.infer<typeof outageInput>;

interface Lasting extends Pick<OutageInput, "service" | "key"> {
  ids: readonly number[];
}

export class Outages {
  readonly #faults: Faults;
  readonly #cutConversations: (apiKey: string) => number;
  readonly #lasting = new Map<string, Lasting>();

  constructor(options: { faults: Faults; cutConversations: (apiKey: string) => number }) {
    this.#faults = options.faults;
    this.#cutConversations = options.cutConversations;
  }

  /** Asked twice, nothing changes. Conversations that are live when their vendor goes down break off; answers how many. */
  set({ service, key, isDown }: OutageInput): OutageInput & { conversationsCut: number } {
    const name = `${service} ${key}`;
    const isOn = this.#lasting.has(name);
    if (isDown && !isOn) {
      const ids = faultsOf(service, key).map((fault) => this.#faults.add(fault).id);
      this.#lasting.set(name, { service, key, ids });
    }
    if (!isDown) {
      this.#faults.remove(this.#lasting.get(name)?.ids ?? []);
      this.#lasting.delete(name);
    }
    const isCutting = isDown && (service === "elevenlabs" || service === "elevenlabs.agents");
    return { service, key, isDown, conversationsCut: isCutting ? this.#cutConversations(key) : 0 };
  }

  /** What is down now, and how often somebody tried to reach it nevertheless. */
  list(): (Pick<OutageInput, "service" | "key"> & { attempts: number })[] {
    const faults = this.#faults.list();
    return [...this.#lasting.values()].map(({ service, key, ids }) => {
      const met = faults.filter(({ id }) => ids.includes(id));
      return { service, key, attempts: met.reduce((sum, { taken }) => sum + taken, 0) };
    });
  }

  clear(): void {
    for (const { ids } of this.#lasting.values()) this.#faults.remove(ids);
    this.#lasting.clear();
  }
}

/** Where all of a vendor is gone the connection breaks; where a part of it is, the vendor says so itself. */
function faultsOf(service: OutageInput["service"], key: string): FaultInput[] {
  const failing = { target: "elevenlabs.rest", kind: "status", status: 503 } as const;
  const deaf: FaultInput = { target: "elevenlabs.socket", kind: "refuse", match: key };
  switch (service) {
    case "elevenlabs":
      return [{ target: "elevenlabs.rest", kind: "refuse", match: key }, deaf];
    case "elevenlabs.agents":
      return [
        { ...failing, match: ["/v1/convai/conversation/get", key] },
        { ...failing, match: ["/v1/convai/twilio/", key] },
        deaf,
      ];
    case "elevenlabs.speech":
      return [{ ...failing, match: ["/v1/text-to-speech/", key] }];
    case "openai":
      return [{ target: "openai.rest", kind: "refuse", match: key }];
    case "twilio":
      return [{ target: "twilio.rest", kind: "refuse", match: key }];
  }
}

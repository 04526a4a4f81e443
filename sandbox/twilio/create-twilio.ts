/** The stand-in for Twilio: its voice platform and its REST API, over one store. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Faults } from "../faults";
import type { Recorder } from "../recorder";
import type { World } from "../world";
import { receiveCall } from "./inbound";
import type { Leg } from "./leg";
import { handleRest } from "./rest";
import { Rooms } from "./rooms";
import { Store } from "./store";
import { Switchboard } from "./switchboard";
import { createVerbs } from "./verbs";

export interface Twilio {
  store: Store;
  switchboard: Switchboard;
  /** A person dials one of the numbers; undefined when nobody owns it. */
  call(from: string, to: string): Leg | undefined;
  handle(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void>;
  dump(): unknown;
  close(): Promise<void>;
}

export function createTwilio(options: {
  world: World;
  baseUrl: () => string;
  faults: Faults;
  recorder: Recorder;
  restored?: unknown;
  onChange: () => void;
}): Twilio {
  const store = new Store(options.world, options.restored);
  const switchboard = new Switchboard({ ...options, store });
  const rooms = new Rooms(switchboard);
  const verbs = createVerbs(rooms);
  return {
    store,
    switchboard,
    call: (from, to) => receiveCall(switchboard, verbs, from, to),
    handle: (req, res, url) => handleRest({ platform: switchboard, rooms, verbs }, req, res, url),
    dump: () => store.dump(),
    close: () => switchboard.close(),
  };
}

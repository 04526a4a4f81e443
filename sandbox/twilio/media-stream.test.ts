import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { WebSocket } from "ws";
import { Faults } from "../faults";
import { Recorder } from "../recorder";
import { FRAME_BYTES } from "./audio";
import { type Customer, startCustomer } from "./fixture";
import { Line } from "./line";
import { MediaStream } from "./media-stream";
import { signatureOf } from "./signature";
import { refusalOf } from "./stream-messages";

interface Message {
  event: string;
  [name: string]: unknown;
}

let customer: Customer;
const STREAM_SID = `MZ${"1".repeat(32)}`;

beforeEach(async () => {
  customer = await startCustomer();
});
afterEach(() => customer.close());

/** A stream whose beat is given by the test. */
async function open(faults = new Faults()) {
  const line = new Line();
  const ending = new AbortController();
  const alerts: number[] = [];
  const told: string[] = [];
  let press: (digit: string) => void = () => undefined;
  const url = `${customer.url.replace("http", "ws")}/media`;
  const accepted = customer.nextSocket();
  const stream = new MediaStream({
    streamSid: STREAM_SID,
    url,
    customParameters: { callId: "c_42" },
    account: { accountSid: "AC1", authToken: "token" },
    callSid: "CA1",
    line,
    onDigit: (listener) => {
      press = listener;
      return () => undefined;
    },
    faults,
    recorder: new Recorder(),
    signal: ending.signal,
    alert: (code) => alerts.push(code),
    tell: (event) => told.push(event),
  });
  const over = stream.run();
  over.catch(() => undefined);
  const socket = await accepted;
  const inbox = new Inbox(socket);
  const beat = () => {
    line.takeMouth();
    line.fillEar();
  };
  return {
    line,
    ending,
    alerts,
    told,
    stream,
    over,
    socket,
    inbox,
    url,
    beat,
    press: (digit: string) => press(digit),
  };
}

class Inbox {
  readonly messages: Message[] = [];
  #wake: () => void = () => undefined;

  constructor(socket: WebSocket) {
    socket.on("message", (data: Buffer) => {
      this.messages.push(JSON.parse(data.toString()) as Message);
      this.#wake();
    });
  }

  async next(event: string): Promise<Message> {
    for (;;) {
      const index = this.messages.findIndex((message) => message.event === event);
      const [found] = index === -1 ? [] : this.messages.splice(index, 1);
      if (found) return found;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

const send = (socket: WebSocket, message: unknown) => socket.send(JSON.stringify(message));
const media = (bytes: Uint8Array, streamSid = STREAM_SID) => ({
  event: "media",
  streamSid,
  media: { payload: Buffer.from(bytes).toString("base64") },
});
const mark = (name: string) => ({ event: "mark", streamSid: STREAM_SID, mark: { name } });

/** What the server sent has arrived when its ping is answered. */
async function arrived(socket: WebSocket): Promise<void> {
  socket.ping();
  await once(socket, "pong");
}

describe("what the stream sends", () => {
  it("connected, start and media have the published shape and order", async () => {
    const { inbox, beat, line } = await open();
    expect(await inbox.next("connected")).toEqual({ event: "connected", protocol: "Call", version: "1.0.0" });
    expect(await inbox.next("start")).toEqual({
      event: "start",
      sequenceNumber: "1",
      streamSid: STREAM_SID,
      start: {
        streamSid: STREAM_SID,
        accountSid: "AC1",
        callSid: "CA1",
        tracks: ["inbound"],
        mediaFormat: { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 },
        customParameters: { callId: "c_42" },
      },
    });
    line.say(new Uint8Array(FRAME_BYTES).fill(7));
    beat();
    beat();
    const first = await inbox.next("media");
    const payload = Buffer.alloc(FRAME_BYTES, 7).toString("base64");
    expect(JSON.stringify(first)).toBe(
      `{"event":"media","sequenceNumber":"2","streamSid":"${STREAM_SID}","media":{"track":"inbound","chunk":"1","timestamp":"20","payload":"${payload}"}}`,
    );
    const silent = Buffer.alloc(FRAME_BYTES, 0xff).toString("base64");
    expect(await inbox.next("media")).toMatchObject({
      sequenceNumber: "3",
      media: { chunk: "2", timestamp: "40", payload: silent },
    });
  });

  it("the end of the call is a stop, then the socket closes", async () => {
    const { inbox, ending, over, socket, told } = await open();
    await inbox.next("start");
    const closed = once(socket, "close");
    ending.abort(new Error("over"));
    expect(await inbox.next("stop")).toMatchObject({ stop: { accountSid: "AC1", callSid: "CA1" } });
    await expect(over).rejects.toThrow("over");
    await closed;
    expect(told).toEqual(["stream-started", "stream-stopped"]);
  });

  it("a key is a dtmf message", async () => {
    const { inbox, press } = await open();
    await inbox.next("start");
    press("5");
    expect(await inbox.next("dtmf")).toMatchObject({ dtmf: { track: "inbound_track", digit: "5" } });
  });

  it("the handshake is signed over the socket's URL", async () => {
    const { url } = await open();
    expect(customer.seen[0]?.headers["x-twilio-signature"]).toBe(signatureOf("token", url));
  });
});

describe("what the stream plays", () => {
  it("audio is heard byte for byte, and a mark comes back when what was before it has been heard", async () => {
    const { inbox, beat, line, socket } = await open();
    await inbox.next("start");
    const audio = Uint8Array.from({ length: 250 }, (_, at) => at % 251);
    send(socket, media(audio));
    send(socket, mark("end"));
    await arrived(socket);
    beat();
    beat();
    expect(inbox.messages.some((message) => message.event === "mark")).toBe(false);
    beat();
    expect(await inbox.next("mark")).toMatchObject({ streamSid: STREAM_SID, mark: { name: "end" } });
    expect(line.heard()).toEqual(Buffer.from(audio));
  });

  it("clear drops what was not heard, and returns its marks at once", async () => {
    const { inbox, beat, line, socket } = await open();
    await inbox.next("start");
    send(socket, media(new Uint8Array(8000).fill(1)));
    send(socket, mark("one"));
    send(socket, media(new Uint8Array(8000).fill(2)));
    send(socket, mark("two"));
    await arrived(socket);
    beat();
    send(socket, { event: "clear", streamSid: STREAM_SID });
    expect(await inbox.next("mark")).toMatchObject({ mark: { name: "one" } });
    expect(await inbox.next("mark")).toMatchObject({ mark: { name: "two" } });
    beat();
    expect(line.heard()).toEqual(Buffer.alloc(FRAME_BYTES, 1));
  });

  it("more than ten minutes are not kept", async () => {
    const { inbox, socket, alerts } = await open();
    await inbox.next("start");
    for (let minute = 0; minute < 11; minute += 1) send(socket, media(new Uint8Array(480_000)));
    await arrived(socket);
    expect(alerts).toEqual([31_931]);
  });
});

describe("what the stream refuses", () => {
  it.each<[string, unknown]>([
    ["an unknown event", { event: "say", streamSid: STREAM_SID }],
    ["a field too many", { ...media(new Uint8Array(160)), track: "outbound" }],
    ["a field too few", { event: "mark", streamSid: STREAM_SID }],
    ["another stream's sid", media(new Uint8Array(160), "MZ2")],
    ["a payload that is not base64", { event: "media", streamSid: STREAM_SID, media: { payload: "***" } }],
  ])("%s is 31951, once", async (_name, message) => {
    const { inbox, socket, alerts, line, beat } = await open();
    await inbox.next("start");
    send(socket, message);
    send(socket, message);
    await arrived(socket);
    beat();
    expect(alerts).toEqual([31_951]);
    expect(line.heard()).toHaveLength(0);
  });

  it("a binary frame is 31950", async () => {
    const { inbox, socket, alerts } = await open();
    await inbox.next("start");
    socket.send(Buffer.from("{}"));
    await arrived(socket);
    expect(alerts).toEqual([31_950]);
  });

  it.each([
    ["wss://bridge.example/media", undefined],
    ["ws://127.0.0.1:4000/media", undefined],
    ["ws://bridge.example/media", 31_922],
    ["https://bridge.example/media", 31_922],
    ["wss://bridge.example/media?call=1", 31_920],
    ["wss://", 31_923],
  ])("%s", (url, code) => {
    expect(refusalOf(url)?.code).toBe(code);
  });
});

describe("how the stream ends", () => {
  it("the server's close lets the call go on, and is 31921", async () => {
    const { inbox, socket, over, alerts } = await open();
    await inbox.next("start");
    socket.close();
    await over;
    expect(alerts).toEqual([31_921]);
  });

  it("a socket that breaks is 31903", async () => {
    const { inbox, socket, over, alerts } = await open();
    await inbox.next("start");
    socket.terminate();
    await over;
    expect(alerts).toEqual([31_903]);
  });

  it("a stream told to be cut vanishes without a stop", async () => {
    const faults = new Faults();
    faults.add({ target: "twilio.stream", kind: "cut", afterMs: 1 });
    const { inbox, over, socket } = await open(faults);
    await once(socket, "close");
    await over;
    expect(inbox.messages.map((message) => message.event)).not.toContain("stop");
  });
});

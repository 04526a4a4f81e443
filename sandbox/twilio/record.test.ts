import { describe, expect, it } from "vitest";
import { Listener } from "../speech";
import { tone } from "./audio";
import { ended, PATIENT, rest } from "./fixture";
import type { Leg } from "./leg";
import { answerAt, callOut, customer, openLines, response, sandbox, seenAt, untilEvent } from "./test-lines";

openLines();

const record = (attributes = "") =>
  `<Record action="${customer.url}/recorded" recordingStatusCallback="${customer.url}/recording" ${attributes}/>`;

/** Somebody at the telephone after the tone. */
async function afterTheTone(attributes?: string): Promise<Leg> {
  await callOut({
    Twiml: response(`${record(attributes)}<Redirect>${customer.url}/nothing-left</Redirect>`),
  });
  const leg = await answerAt(PATIENT);
  await untilEvent(leg, "recording");
  return leg;
}

/** Words said are words recorded once they have travelled: the person's mouth is empty again. */
async function say(leg: Leg, words: string): Promise<void> {
  const isOver = new Promise<void>((resolve) => {
    let isSpeaking = false;
    const stop = leg.line.listen((frame) => {
      if (isSpeaking && !frame) {
        stop();
        resolve();
      }
      isSpeaking = frame !== null;
    });
  });
  leg.sayWords(words);
  await isOver;
}

const fieldsAt = (path: string): Record<string, string> => seenAt(path)[0]?.fields ?? {};

function sentences(recordingSid: string | undefined): string[] {
  const heard: string[] = [];
  const sound = sandbox.twilio.store.sounds.get(recordingSid ?? "")?.[0] ?? new Uint8Array(0);
  new Listener({ text: (text) => heard.push(text) }).push(sound);
  return heard;
}

describe("record", () => {
  it("of a caller who hangs up is told twice, and can be fetched", async () => {
    const leg = await afterTheTone();
    await say(leg, "Llámenme mañana, por favor");
    sandbox.twilio.switchboard.hangUp(leg);
    await expect.poll(() => seenAt("/recorded")).toHaveLength(1);
    const { sid: callSid } = leg.record;
    expect(seenAt("/recorded")[0]?.fields).toMatchObject({
      Digits: "hangup",
      CallSid: callSid,
      CallStatus: "completed",
    });
    await expect.poll(() => seenAt("/recording")).toHaveLength(1);
    const fields = fieldsAt("/recording");
    expect(fields).toMatchObject({
      RecordingStatus: "completed",
      RecordingSource: "RecordVerb",
      RecordingChannels: "1",
    });
    expect((await rest(sandbox, "GET", `/Recordings/${fields["RecordingSid"]}.json`)).json).toMatchObject({
      status: "completed",
      call_sid: callSid,
    });
    expect((await fetch(fields["RecordingUrl"] ?? "")).status).toBe(401);
    expect(sentences(fields["RecordingSid"])).toEqual(["Llámenme mañana, por favor"]);
  });

  it("begins with a tone that is heard, and not recorded", async () => {
    const leg = await afterTheTone();
    const beep = tone(1000, 300);
    expect(leg.line.heard().subarray(0, beep.byteLength)).toEqual(Buffer.from(beep));
  });

  it.each([
    ["a key, which is told", "", (leg: Leg) => leg.press("#"), { Digits: "#" }],
    ["silence", 'timeout="1"', () => undefined, {}],
    ["its longest length", 'maxLength="3" timeout="0"', () => undefined, {}],
  ])("ends with %s", async (_name, attributes, end, told) => {
    customer.documents.set("/recorded", response("<Hangup/>"));
    const leg = await afterTheTone(attributes);
    await say(leg, "Soy Marta");
    end(leg);
    await ended(sandbox, leg.record.sid);
    const fields = fieldsAt("/recorded");
    expect(fields).toMatchObject({ CallSid: leg.record.sid, ...told });
    if (!("Digits" in told)) expect(fields).not.toHaveProperty("Digits");
    expect(sentences(fields["RecordingSid"])).toEqual(["Soy Marta"]);
    await expect.poll(() => seenAt("/recording")).toHaveLength(1);
    expect(seenAt("/recording")[0]?.fields["RecordingDuration"]).toBe(fields["RecordingDuration"]);
    expect(seenAt("/nothing-left")).toEqual([]);
  });

  it.each([
    ["trimmed unless it is told not to be", "", { least: 1, most: 1 }],
    ["left as it is when it is told so", 'trim="do-not-trim"', { least: 2, most: 4 }],
  ])("is %s", async (_name, attributes, { least, most }) => {
    customer.documents.set("/recorded", response("<Hangup/>"));
    const leg = await afterTheTone(`timeout="2" ${attributes}`);
    await say(leg, "Soy Marta");
    await ended(sandbox, leg.record.sid);
    const seconds = Number(fieldsAt("/recorded")["RecordingDuration"]);
    expect(seconds).toBeGreaterThanOrEqual(least);
    expect(seconds).toBeLessThanOrEqual(most);
  });

  it("of nobody's words is none: the next verb runs instead of the action", async () => {
    customer.documents.set("/nothing-left", response("<Hangup/>"));
    const leg = await afterTheTone('timeout="1"');
    await ended(sandbox, leg.record.sid);
    expect(seenAt("/nothing-left")).toHaveLength(1);
    expect([...seenAt("/recorded"), ...seenAt("/recording")]).toEqual([]);
  });

  it("by somebody who hangs up without a word tells nobody", async () => {
    const leg = await afterTheTone();
    sandbox.twilio.switchboard.hangUp(leg);
    await ended(sandbox, leg.record.sid);
    await leg.callbackQueue;
    expect([...seenAt("/recorded"), ...seenAt("/recording")]).toEqual([]);
  });
});

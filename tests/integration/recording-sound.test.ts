import { beforeAll, describe, expect, inject, test } from "vitest";
import { Client } from "../support/client";
import { newConversationId, postCall, postPostCall } from "../support/post-call";
import { judgeAtTheEnd } from "../support/specs";
import { type Business, createBusiness } from "../support/tenant";
import { listen, recordingsOf, ring } from "./call-sound";
import { addMember } from "./members";

const house = inject("house");
judgeAtTheEnd(house);

describe("the sound of a call", () => {
  const SOUND = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 13) % 256));
  let business: Business;
  let callId: string;
  let recordingId: string;

  beforeAll(async () => {
    business = await createBusiness(house);
    ({ callId } = await ring(business));
    const conversationId = newConversationId();
    const said = { conversation_id: conversationId, status: "done", has_audio: true, transcript: [] };
    const given = { conversation_initiation_client_data: { dynamic_variables: { call_id: callId } } };
    const sound = { conversation_id: conversationId, full_audio: SOUND.toString("base64") };
    for (const webhook of [
      postCall(business, "post_call_transcription", { ...said, ...given }),
      postCall(business, "post_call_audio", sound),
    ])
      expect((await postPostCall(business, webhook)).text).toContain('"note":null');
    const [recording] = await recordingsOf(business, callId);
    expect(recording).toMatchObject({ sizeBytes: SOUND.length });
    recordingId = recording?.id ?? "";
  });

  test("is given byte for byte, to members of every rank", async () => {
    const viewer = await addMember(business.client, "viewer", business.key);
    for (const client of [business.client, viewer.client]) {
      const { response, bytes } = await listen(client, recordingId);
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toBe("audio/mpeg");
      expect(response.headers.get("accept-ranges")).toBe("bytes");
      expect(response.headers.get("cache-control")).toContain("private");
      expect(bytes.equals(SOUND)).toBe(true);
    }
  });

  test.each([
    ["bytes=0-0", 0, 0],
    ["bytes=1000-1999", 1000, 1999],
    ["bytes=299990-", 299_990, 299_999],
    ["bytes=-5", 299_995, 299_999],
    ["bytes=0-999999999", 0, 299_999],
  ])("is given in part: %s", async (range, first, last) => {
    const { response, bytes } = await listen(business.client, recordingId, { range });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(`bytes ${first}-${last}/${SOUND.length}`);
    expect(bytes.equals(SOUND.subarray(first, last + 1))).toBe(true);
  });

  test("may last an hour; a body that is larger still is refused", async () => {
    const long = await ring(business);
    const conversationId = newConversationId();
    const given = { conversation_initiation_client_data: { dynamic_variables: { call_id: long.callId } } };
    const said = { conversation_id: conversationId, status: "done", transcript: [], ...given };
    await postPostCall(business, postCall(business, "post_call_transcription", said));
    const post = (sizeBytes: number) => {
      const full_audio = Buffer.alloc(sizeBytes, 7).toString("base64");
      const webhook = postCall(business, "post_call_audio", { conversation_id: conversationId, full_audio });
      return postPostCall(business, webhook);
    };
    expect((await post(51_000_000)).status).toBe(413);
    expect((await post(45_000_000)).text).toContain('"note":null');
    expect(await recordingsOf(business, long.callId)).toMatchObject([{ sizeBytes: 45_000_000 }]);
  });

  test("has no part beyond its end", async () => {
    const { response, bytes } = await listen(business.client, recordingId, { range: "bytes=300000-" });
    expect(response.status).toBe(416);
    expect(response.headers.get("content-range")).toBe(`bytes */${SOUND.length}`);
    expect(bytes.length).toBe(0);
  });

  test("can be asked about without being given, and is not given again to who has it", async () => {
    const head = await listen(business.client, recordingId, {}, "HEAD");
    expect(head.response.status).toBe(200);
    expect(head.response.headers.get("accept-ranges")).toBe("bytes");
    expect(head.bytes.length).toBe(0);
    const etag = head.response.headers.get("etag") ?? "";
    expect(etag).not.toBe("");
    expect((await listen(business.client, recordingId, { "if-none-match": etag })).response.status).toBe(304);
    const part = { range: "bytes=0-9", "if-range": etag };
    expect((await listen(business.client, recordingId, part)).response.status).toBe(206);
    const whole = await listen(business.client, recordingId, { ...part, "if-range": '"another"' });
    expect(whole.response.status).toBe(200);
    expect(whole.bytes.equals(SOUND)).toBe(true);
  });

  test("does not exist for members of another business, and nobody else gets in", async () => {
    const stranger = await createBusiness(house, { agent: null });
    const { response, bytes } = await listen(stranger.client, recordingId);
    expect(response.status).toBe(404);
    expect(bytes.toString()).toContain("not_found");
    expect(await stranger.client.refusal("GET", `/api/calls/${callId}/recordings`)).toMatchObject({
      status: 404,
    });
    expect((await listen(new Client(house.webUrl), recordingId)).response.status).toBe(401);
  });
});

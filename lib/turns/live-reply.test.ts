import { describe, expect, it } from "vitest";
import { LiveReply } from "./live-reply";
import type { ReplyPart } from "./reply-address";

async function all(live: LiveReply, part: ReplyPart): Promise<string> {
  let heard = "";
  for await (const piece of live.read(part, new AbortController().signal)) heard += piece.toString();
  return heard;
}

const sentence = (live: LiveReply, ...pieces: string[]) => {
  for (const piece of pieces) live.push(Buffer.from(piece));
  live.endSentence();
};

describe("the sound of a reply while it is made", () => {
  it("is heard in two parts, each as soon as it is there, by any number of listeners", async () => {
    const live = new LiveReply();
    const heard = Promise.all([all(live, "first"), all(live, "rest"), all(live, "first")]);
    sentence(live, "a", "b");
    // Nobody waits for the rest to hear the beginning.
    expect(await all(live, "first")).toBe("ab");
    sentence(live, "c");
    sentence(live, "d", "e");
    live.end();
    expect(await heard).toEqual(["ab", "cde", "ab"]);
    expect(await all(live, "rest")).toBe("cde");
  });

  it("that nobody says anything in ends both parts", async () => {
    const live = new LiveReply();
    const heard = Promise.all([all(live, "first"), all(live, "rest")]);
    live.end();
    expect(await heard).toEqual(["", ""]);
  });

  it("that breaks off in the middle is heard as far as it came", async () => {
    const live = new LiveReply();
    live.push(Buffer.from("a"));
    const heard = all(live, "first");
    live.end();
    expect(await heard).toBe("a");
  });

  it("is no longer listened to by who has hung up, nor made for them", async () => {
    const live = new LiveReply();
    const gone = new AbortController();
    const reading = live.read("first", gone.signal).next();
    gone.abort();
    expect((await reading).done).toBe(true);
    live.stop();
    expect(live.signal.aborted).toBe(true);
  });
});

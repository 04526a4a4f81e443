import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { stubSettings } from "@/tests/support/settings";

let answer = "";
let vendor: Server;

beforeAll(async () => {
  vendor = createServer((_request, response) => response.end(answer));
  await once(vendor.listen(0, "127.0.0.1"), "listening");
  const { port } = vendor.address() as AddressInfo;
  stubSettings({ ELEVENLABS_API_URL: `http://127.0.0.1:${port}` });
});
afterAll(() => {
  vendor.close();
  vi.unstubAllEnvs();
});

const list = async () =>
  (await import("@/lib/providers/elevenlabs/phone-numbers")).listImportedNumbers("sk_test");

describe("the list of imported numbers", () => {
  it.each(["", "<html>", "null", "{}", '{"phone_numbers":[]}'])(
    "that reads %j is no empty list: it cannot be read",
    async (text) => {
      answer = text;
      await expect(list()).rejects.toMatchObject({ vendor: "elevenlabs", permanent: false });
    },
  );

  it("leaves nothing out because of an entry that says nothing", async () => {
    answer = '[null, {"phone_number_id":"phnum_1","phone_number":"+34910000001","assigned_agent":null}]';
    expect((await list()).map(({ id }) => id)).toEqual(["", "phnum_1"]);
  });
});

import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, inject, test } from "vitest";
import { until } from "../support/until";

const house = inject("house");
const readLog = () => readFile(path.join(house.dataFolder, "centralita.log"), "utf8");

test.each([
  ["/webhooks/voice", "x-twilio-signature", "application/x-www-form-urlencoded"],
  ["/api/webhooks/elevenlabs", "elevenlabs-signature", "application/json"],
])(
  "a forged webhook at %s leaves a line in the log that holds nothing of its body",
  async (address, header, type) => {
    const secret = `patient-${crypto.randomUUID()}`;
    const before = (await readLog()).length;
    const body =
      type === "application/json" ? JSON.stringify({ data: { agent_id: secret } }) : `From=${secret}`;
    const answer = await fetch(house.webUrl + address, {
      method: "POST",
      headers: { [header]: "t=1,v0=forged", "content-type": type },
      body,
    });
    expect(answer.status).toBe(401);
    const lines = await until(`a line about ${address}`, async () => {
      const added = (await readLog()).slice(before);
      return added.includes(`"path":"${address}"`) ? added : undefined;
    });
    expect(lines).not.toContain(secret);
  },
);

import { randomUUID } from "node:crypto";
import { beforeAll, expect, inject, it } from "vitest";
import { z } from "zod";
import { LiveReader } from "../support/client-live";
import { type Business, createBusiness } from "../support/tenant";
import { until } from "../support/until";
import { addMember, type Member } from "./members";

const house = inject("house");
let business: Business;
beforeAll(async () => {
  business = await createBusiness(house);
});

const newMember = (): Promise<Member> => addMember(business.client, "viewer", randomUUID().slice(0, 8));

it("the live stream of a removed member ends, though its session goes on", async () => {
  const [removed, kept] = [await newMember(), await newMember()];
  const [theirs, ours] = [await LiveReader.open(removed.client), await LiveReader.open(kept.client)];
  await business.client.ask("DELETE", `/api/team/${removed.userId}`, z.null());
  await until("the end of the stream", () => theirs.ended, 40_000);
  await business.assign(null);
  await until("what the others hear", () => ours.messages.some(({ type }) => type === "numbers"));
  expect(theirs.messages).toEqual([]);
  expect(ours.ended).toBe(false);
  ours.close();
});

it("one session opens twenty live streams and not one more, until it closes one", async () => {
  const { client } = await newMember();
  const readers = await Promise.all(Array.from({ length: 20 }, () => LiveReader.open(client)));
  expect(await client.refusal("GET", "/api/live")).toEqual({ status: 429, code: "limit_reached" });
  const another = await newMember();
  readers.push(await LiveReader.open(another.client));
  readers[0]?.close();
  readers.push(await until("room for another", () => LiveReader.open(client)));
  for (const reader of readers) reader.close();
});

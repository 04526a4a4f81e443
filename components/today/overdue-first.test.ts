import { expect, it } from "vitest";
import { overdueFirst } from "./overdue-first";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour));
const items = [
  { id: "urgent", dueAt: at(12) },
  { id: "late", dueAt: at(9) },
  { id: "later", dueAt: at(8) },
  { id: "calm", dueAt: at(15) },
];
const order = (now: Date | undefined) => overdueFirst(items, now).map(({ id }) => id);

it("what is overdue comes first, the longest overdue before the rest; the others keep their order", () => {
  expect(order(at(10))).toEqual(["later", "late", "urgent", "calm"]);
  expect(order(at(9))).toEqual(["later", "late", "urgent", "calm"]);
});

it("before anybody knows what time it is, all keep their order", () => {
  expect(order(undefined)).toEqual(["urgent", "late", "later", "calm"]);
});

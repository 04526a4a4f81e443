import { describe, expect, it } from "vitest";
import { createRefreshQueue } from "./refresh-queue";

function manualRuns() {
  const started: { key: string; finish: () => void; fail: (error: Error) => void }[] = [];
  const run = (key: string) =>
    new Promise<void>((resolve, reject) => {
      started.push({ key, finish: resolve, fail: reject });
    });
  return { started, refresh: createRefreshQueue((key: string) => key, run) };
}

describe("the refresh queue", () => {
  it("turns many news during one refresh into one more refresh", async () => {
    const { started, refresh } = manualRuns();
    const all = [refresh("a"), refresh("a"), refresh("a")];
    expect(started).toHaveLength(1);
    started[0]?.finish();
    await Promise.resolve();
    await Promise.resolve();
    expect(started).toHaveLength(2);
    started[1]?.finish();
    await Promise.all(all);
    expect(started).toHaveLength(2);
  });

  it("does not make one key wait for another", () => {
    const { started, refresh } = manualRuns();
    void refresh("a");
    void refresh("b");
    expect(started.map(({ key }) => key)).toEqual(["a", "b"]);
  });

  it("works again after a refresh that failed", async () => {
    const { started, refresh } = manualRuns();
    const failed = refresh("a");
    started[0]?.fail(new Error("no network"));
    await expect(failed).rejects.toThrow("no network");
    const again = refresh("a");
    started[1]?.finish();
    await again;
    expect(started).toHaveLength(2);
  });
});

import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { claimImport, findImport, listImportFaults, touchImport } from "@/db/queries/contact-imports";
import { listOldImportFiles, listOpenImports } from "@/db/queries/unscoped-imports";
import type { ContactImport } from "@/db/schema/contacts";
import { deleteOldImportFiles } from "@/lib/imports/delete-old-files";
import { cancelImport, startImport } from "@/lib/imports/manage-import";
import { runImport } from "@/lib/imports/run-import";
import { storage } from "@/lib/providers/storage/open-storage";
import { until } from "@/tests/support/until";
import { createBusiness } from "./business";
import { contactsOf, database, HEADING, never, openUploads, people, run, upload } from "./uploads";

openUploads();

describe("the worker of an import", () => {
  it("is one of many: whoever claims it is the only one", async () => {
    const { scope } = await createBusiness();
    const { id } = await upload(scope, HEADING + people(3000));
    await startImport(scope, id, { isCheck: false });
    const taken = await Promise.all(Array.from({ length: 4 }, () => runImport(scope, id, never)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await contactsOf(scope)).toHaveLength(3000);
  });

  it("takes one import of a business at a time", async () => {
    const { scope } = await createBusiness();
    const [a, b] = [await upload(scope, HEADING + people(5)), await upload(scope, HEADING + people(5))];
    for (const { id } of [a, b]) await startImport(scope, id, { isCheck: false });
    expect(await claimImport(scope, a.id, { claimId: randomUUID(), staleSeconds: 30 })).toBeDefined();
    expect(await runImport(scope, b.id, never)).toBe(false);
  });

  it("dies, and another one takes the import on; the first one, should it wake, keeps nothing", async () => {
    const { scope } = await createBusiness();
    const { id } = await upload(scope, HEADING + people(5));
    await startImport(scope, id, { isCheck: false });
    const dead = randomUUID();
    await claimImport(scope, id, { claimId: dead, staleSeconds: 30 });
    const isListed = async () => (await listOpenImports(30, 100)).some(({ importId }) => importId === id);
    expect(await isListed()).toBe(false);
    await database.owner`update contact_imports set seen_at = now() - interval '31 seconds' where id = ${id}`;
    expect(await isListed()).toBe(true);
    expect(await runImport(scope, id, never)).toBe(true);
    expect(await findImport(scope, id)).toMatchObject({ status: "completed", attempts: 2 });
    const counts = { doneRows: 5, createdRows: 5, mergedRows: 0, skippedRows: 0, badRows: 0 };
    expect(await touchImport(scope, id, { claimId: dead, counts })).toBeUndefined();
  });

  it("is told to stop: the import waits for another one, and nothing is kept", async () => {
    const { scope } = await createBusiness();
    const { id } = await upload(scope, HEADING + people(50));
    await startImport(scope, id, { isCheck: false });
    await runImport(scope, id, AbortSignal.abort());
    expect(await findImport(scope, id)).toMatchObject({ status: "queued", claimId: null });
    expect(await contactsOf(scope)).toEqual([]);
    await runImport(scope, id, never);
    expect(await contactsOf(scope)).toHaveLength(50);
  });

  it("finds the import canceled half-way: not one row is kept", async () => {
    const { scope } = await createBusiness();
    const { id } = await upload(scope, HEADING + people(20_000));
    await startImport(scope, id, { isCheck: false });
    const running = runImport(scope, id, never);
    await until("rows are done", async () => ((await findImport(scope, id))?.doneRows ?? 0) > 0);
    expect(await cancelImport(scope, id)).toMatchObject({
      status: "running",
      cancelRequestedAt: expect.any(Date),
    });
    await running;
    expect(await findImport(scope, id)).toMatchObject({ status: "canceled", doneRows: 0, createdRows: 0 });
    expect(await contactsOf(scope)).toEqual([]);
    await expect(cancelImport(scope, id)).rejects.toMatchObject({ message: "import_is_over" });
  });

  it("meets somebody who makes one of the same people meanwhile: it begins anew and joins them", async () => {
    const { scope } = await createBusiness();
    const { id } = await upload(scope, HEADING + people(5000));
    await startImport(scope, id, { isCheck: false });
    const running = runImport(scope, id, never);
    await until("it runs", async () => (await findImport(scope, id))?.status === "running");
    await database.owner`insert into contacts (tenant_id, kind, name, name_key, external_id)
      values (${scope.tenantId}, 'patient', 'Otra mano', 'otra mano', 'H4999') on conflict do nothing`;
    await running;
    const found = await findImport(scope, id);
    if (found?.status === "queued") await runImport(scope, id, never);
    expect(await findImport(scope, id)).toMatchObject({ status: "completed" });
    expect(await contactsOf(scope)).toHaveLength(5000);
  });
});

describe("the file of an import", () => {
  it("goes at once when it is canceled, and after a day in any case, the draft with it", async () => {
    const { scope } = await createBusiness();
    const isKept = async ({ storageKey }: ContactImport) => (await storage().get(storageKey)) !== undefined;
    const canceled = await upload(scope, HEADING + people(1));
    await cancelImport(scope, canceled.id);
    expect(await isKept(canceled)).toBe(false);

    const [draft, done, fresh] = [
      await upload(scope, HEADING + people(1)),
      await upload(scope, HEADING + people(1)),
      await upload(scope, HEADING + people(1)),
    ];
    await run(scope, done.id);
    await database.owner`update contact_imports set created_at = now() - interval '25 hours'
      where id in (${draft.id}, ${done.id})`;
    await database.owner`
      insert into contact_import_faults (tenant_id, import_id, row, reasons, cells)
      values (${scope.tenantId}, ${done.id}, 2, '{}', '["Rosa"]')`;
    expect(await deleteOldImportFiles()).toBe(2);
    expect(await listImportFaults(scope, done.id, { afterRow: 0, limit: 10 })).toEqual([]);
    expect(await listOldImportFiles(24, 10)).toEqual([]);
    expect(await Promise.all([draft, done, fresh].map(isKept))).toEqual([false, false, true]);
    expect(await findImport(scope, draft.id)).toBeUndefined();
    expect(await findImport(scope, done.id)).toMatchObject({
      status: "completed",
      fileDeletedAt: expect.any(Date),
    });
  });
});

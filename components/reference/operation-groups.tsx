"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Input } from "@/components/ui/input";
import type { ApiDocument } from "@/lib/http/schema";
import { OperationCard } from "./operation-card";
import { matching, type OperationGroup } from "./operation-list";
import { useLinkedOperation } from "./use-linked-operation";

type OperationGroupsProps = {
  groups: readonly OperationGroup[];
  baseUrl: string;
  refusals: ApiDocument["components"]["responses"];
};

export function OperationGroups({ groups, baseUrl, refusals }: OperationGroupsProps) {
  const t = useTranslations("reference");
  const [typed, setTyped] = useState("");
  const linked = useLinkedOperation();
  const shown = useMemo(() => matching(groups, typed), [groups, typed]);
  const count = shown.reduce((sum, { operations }) => sum + operations.length, 0);
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <div className="grid gap-4 lg:sticky lg:top-4">
        <search className="grid gap-1.5">
          <label className="grid gap-1.5 font-medium">
            {t("search")}
            <Input
              type="search"
              placeholder={t("searchPlaceholder")}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </label>
          <output className="text-sm text-ink-muted">{t("found", { count })}</output>
        </search>
        <nav aria-label={t("groups")} className="max-lg:hidden">
          <ul lang="en" className="grid gap-0.5">
            {shown.map(({ id, name }) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  className="block rounded-md px-2 py-1 text-ink-muted hover:bg-hover hover:text-ink"
                >
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-10">
        {shown.map(({ id, name, description, operations }) => (
          <section key={id} aria-labelledby={id} className="grid grid-cols-[minmax(0,1fr)] gap-3">
            <div lang="en">
              <h2 id={id} className="scroll-mt-4 text-xl font-semibold">
                {name}
              </h2>
              <p className="text-ink-muted">{description}</p>
            </div>
            <div className="rounded-lg border bg-surface">
              {operations.map((listed) => (
                <OperationCard
                  key={listed.operation.operationId}
                  {...listed}
                  baseUrl={baseUrl}
                  refusals={refusals}
                  isLinked={listed.operation.operationId === linked}
                />
              ))}
            </div>
          </section>
        ))}
      </div>
    </div>
  );
}

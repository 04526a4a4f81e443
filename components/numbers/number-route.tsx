"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { useMay, useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { usePhoneFacts } from "@/components/ui/phone-format";
import { Select } from "@/components/ui/select";
import type { AgentView } from "@/lib/agents/schema";
import { sendJson } from "@/lib/api-client";
import { type NumberView, numberView } from "@/lib/numbers/schema";
import { NUMBER_ROUTES, type NumberRouteKind } from "@/lib/vocabulary";
import { numberQueries } from "./number-queries";

type NumberRouteProps = { number: NumberView; agent: AgentView | undefined };

/** Who takes a call first, and what ElevenLabs knows of the number; only where ElevenLabs can carry its calls by itself. */
export function NumberRoute({ number, agent }: NumberRouteProps) {
  const isNative = agent?.mode === "native";
  if (!number.owned || (!isNative && number.inboundVia === "centralita")) return null;
  return (
    <div className="mt-2 grid max-w-72 gap-2">
      <RouteSelect number={number} isNative={isNative} />
      <ImportState number={number} />
    </div>
  );
}

function RouteSelect({ number, isNative }: { number: NumberView; isNative: boolean }) {
  const t = useTranslations("numbers.route");
  const mayEdit = useMay("admin");
  const spoken = usePhoneFacts(number.phoneNumber)?.national ?? number.phoneNumber;
  const change = useNumberChange(number, (inboundVia: NumberRouteKind) => ({
    method: "PUT",
    path: "route",
    body: { inboundVia },
    done: t(inboundVia === "elevenlabs" ? "doneElevenlabs" : "doneCentralita", { number: spoken }),
    failed: t("failed", { number: spoken }),
  }));
  // While both vendors are asked the choice shows, and keeps, what was chosen.
  const shown = change.isPending ? change.variables : number.inboundVia;
  return (
    <label className="grid gap-1 text-sm">
      <span className="text-ink-muted">{t("label", { number: spoken })}</span>
      <Select
        value={shown}
        disabled={!mayEdit || change.isPending}
        onChange={(event) => {
          const chosen = NUMBER_ROUTES.find((route) => route === event.target.value);
          if (chosen) change.mutate(chosen);
        }}
      >
        {NUMBER_ROUTES.map((route) => (
          <option key={route} value={route} disabled={route === "elevenlabs" && !isNative}>
            {t(route)}
          </option>
        ))}
      </Select>
      <span aria-live="polite" className="text-ink-muted">
        {change.isPending ? t("running") : isNative ? t(`${shown}Help`) : t("needsNative")}
      </span>
    </label>
  );
}

function ImportState({ number }: { number: NumberView }) {
  const t = useTranslations("numbers.import");
  const mayEdit = useMay("admin");
  const spoken = usePhoneFacts(number.phoneNumber)?.national ?? number.phoneNumber;
  const change = useNumberChange(number, () => ({
    method: "POST",
    path: "import",
    body: {},
    done: t("done", { number: spoken }),
    failed: t("failed", { number: spoken }),
  }));
  if (number.elevenLabsNumberId !== null) {
    return (
      <p className="flex items-center gap-1.5 text-sm text-ink-muted">
        <CircleCheck aria-hidden="true" className="size-4 shrink-0 text-good" />
        {t("state")}
      </p>
    );
  }
  return (
    <div className="grid justify-items-start gap-1 text-sm">
      <span className="text-ink-muted">{t("why")}</span>
      {mayEdit && (
        <Button size="sm" busy={change.isPending} onClick={() => change.mutate(undefined)}>
          {t("action")}
        </Button>
      )}
    </div>
  );
}

type Change = {
  method: "PUT" | "POST";
  path: "route" | "import";
  body: object;
  done: string;
  failed: string;
};

/** A change that both vendors have to make: shown when it is done, not before. */
function useNumberChange<Input = undefined>(number: NumberView, describe: (input: Input) => Change) {
  const messageOf = useErrorMessage();
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const { queryKey } = numberQueries.list(tenantId);
  return useMutation({
    mutationFn: (input: Input) => {
      const { method, path, body } = describe(input);
      return sendJson(method, `/api/numbers/${number.id}/${path}`, body, numberView);
    },
    onSuccess: (saved, input) => {
      queries.setQueryData(queryKey, (numbers) =>
        numbers?.map((shown) => (shown.id === saved.id ? saved : shown)),
      );
      toast.success(describe(input).done);
    },
    onError: (error, input) => toast.error(describe(input).failed, { description: messageOf(error) }),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { advisorQueries } from "@/components/advisors/advisor-queries";
import { usePlace } from "@/components/frame/place";
import { useMay, useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Select } from "@/components/ui/select";
import { formatDateTime } from "@/lib/format";
import type { MessageView } from "@/lib/messages/schema";
import { MessageDue } from "./message-due";
import { MessageDueDialog } from "./message-due-dialog";
import { useChangeMessage } from "./use-change-message";

/** Who is to call back, and by when. */
export function MessageDeeds({ message }: { message: MessageView }) {
  const t = useTranslations("messages");
  return (
    <Card aria-label={t("deeds")}>
      <CardBody className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
        <Assignment message={message} />
        <Deadline message={message} />
      </CardBody>
    </Card>
  );
}

function Assignment({ message: { id, advisor } }: { message: MessageView }) {
  const t = useTranslations("messages");
  const controlId = useId();
  const advisors = useQuery(advisorQueries.list(useSession().tenant.id)).data ?? [];
  const change = useChangeMessage(id);
  const mayChange = useMay("operator");
  if (!mayChange) {
    return (
      <div className="grid content-start gap-1.5">
        <p className="font-medium">{t("assigned")}</p>
        <p>{advisor?.name ?? t("unassigned")}</p>
      </div>
    );
  }
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={controlId} className="font-medium">
        {t("assigned")}
      </label>
      <Select
        id={controlId}
        // What was chosen is shown until the server has said what stands.
        value={(change.isPending ? change.variables.advisorId : advisor?.id) ?? ""}
        onChange={({ target }) => change.mutate({ advisorId: target.value === "" ? null : target.value })}
      >
        <option value="">{t("unassigned")}</option>
        {advisor && !advisors.some((one) => one.id === advisor.id) && (
          <option value={advisor.id}>{advisor.name}</option>
        )}
        {advisors.map(({ id: advisorId, name }) => (
          <option key={advisorId} value={advisorId}>
            {name}
          </option>
        ))}
      </Select>
    </div>
  );
}

function Deadline({ message }: { message: MessageView }) {
  const t = useTranslations("messages");
  const place = usePlace();
  const [changing, setChanging] = useState(false);
  const mayChange = useMay("operator");
  const { dueAt, isUrgent, doneAt } = message;
  return (
    <div className="grid content-start gap-1.5">
      <p className="font-medium">{t("deadline")}</p>
      {doneAt ? (
        <p className="text-sm text-ink-muted">{formatDateTime(dueAt, place)}</p>
      ) : (
        <div className="flex flex-wrap items-center gap-2">
          <MessageDue dueAt={dueAt} isUrgent={isUrgent} isNamed />
          {mayChange && (
            <Button size="sm" variant="ghost" onClick={() => setChanging(true)}>
              <CalendarClock aria-hidden="true" />
              {t("changeDue")}
            </Button>
          )}
        </div>
      )}
      {changing && <MessageDueDialog message={message} onClose={() => setChanging(false)} />}
    </div>
  );
}

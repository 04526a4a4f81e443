"use client";

import { useQuery } from "@tanstack/react-query";
import { PhoneForwarded } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useEffect } from "react";
import { callQueries } from "@/components/calls/call-queries";
import { otherParty } from "@/components/calls/call-words";
import { LoadError } from "@/components/frame/load-error";
import { useMay, useSession } from "@/components/frame/session-context";
import { FormFaults } from "@/components/settings/form-faults";
import { Button, buttonClasses } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { PhoneNumber } from "@/components/ui/phone-number";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { Textarea } from "@/components/ui/textarea";
import type { AdvisorView } from "@/lib/advisors/schema";
import type { CallDetail, TurnView } from "@/lib/calls/schema";
import { isFinal } from "@/lib/calls/status";
import { MAX_BRIEF } from "@/lib/transfers/schema";
import { AdvisorField, SkillField } from "./advisor-field";
import { useOpenTransfer } from "./use-transfers";
import { type TransferFormState, useTransferForm } from "./use-transfer-form";

type TransferDialogProps = { callId: string; onClose: () => void };

/** Whom the caller is to be given to, and what that person is told first. */
export function TransferDialog({ callId, onClose }: TransferDialogProps) {
  const t = useTranslations("transfers.dialog");
  const tCommon = useTranslations("common");
  const { tenant } = useSession();
  const may = useMay("operator");
  const call = useQuery({ ...callQueries.detail(tenant.id, callId), enabled: may });
  // The brief begins with what was said last; without the words it begins empty.
  const turns = useQuery({ ...callQueries.turns(tenant.id, callId), enabled: may });
  const isUnderWay = useOpenTransfer(callId) !== undefined;
  // Somebody else was faster: what they asked for is on the page behind.
  useEffect(() => {
    if (isUnderWay) onClose();
  }, [isUnderWay, onClose]);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title")}
      description={call.data && <Who call={call.data} />}
      className="max-w-lg"
    >
      <div data-testid="transfer-dialog">
        {!may && <Notice tone="info">{tCommon("needsOperator")}</Notice>}
        {call.isError && <LoadError error={call.error} onRetry={() => void call.refetch()} />}
        {may && !call.isError && (call.isPending || turns.isPending) && <FormSkeleton />}
        {call.data &&
          !turns.isPending &&
          (isFinal(call.data.status) ? (
            <Notice tone="waiting">{t("callIsOver")}</Notice>
          ) : (
            <TransferForm call={call.data} turns={turns.data ?? []} onClose={onClose} />
          ))}
      </div>
    </Dialog>
  );
}

function Who({ call }: { call: CallDetail }) {
  const { tenant } = useSession();
  const name = call.contact?.name ?? call.contactName;
  return (
    <>
      {name && `${name} · `}
      <PhoneNumber number={otherParty(call)} country={tenant.country} />
    </>
  );
}

type TransferFormProps = { call: CallDetail; turns: readonly TurnView[]; onClose: () => void };

function TransferForm({ call, turns, onClose }: TransferFormProps) {
  const state = useTransferForm(call, turns, onClose);
  const { advisors } = state;
  if (advisors.data?.length === 0) return <NoAdvisors />;
  if (advisors.data) return <FilledForm state={state} advisors={advisors.data} onClose={onClose} />;
  if (advisors.isError) return <LoadError error={advisors.error} onRetry={() => void advisors.refetch()} />;
  return <FormSkeleton />;
}

function NoAdvisors() {
  const t = useTranslations("transfers.dialog");
  const mayAdd = useMay("admin");
  return (
    <EmptyState
      title={t("noAdvisors")}
      action={
        mayAdd && (
          <Link href="/settings/advisors" className={buttonClasses({ variant: "primary" })}>
            {t("addAdvisors")}
          </Link>
        )
      }
    >
      {t("noAdvisorsHelp")}
    </EmptyState>
  );
}

type FilledFormProps = { state: TransferFormState; advisors: readonly AdvisorView[]; onClose: () => void };

function FilledForm({ state, advisors, onClose }: FilledFormProps) {
  const t = useTranslations("transfers.dialog");
  const tCommon = useTranslations("common");
  const { form, submit } = state;
  const nobody = advisors.every(({ offReason }) => offReason !== null);
  const labels = { reason: t("reason"), brief: t("brief"), advisorId: t("advisor"), skill: t("skill") };
  return (
    <form noValidate aria-label={t("title")} className="grid gap-4" onSubmit={(event) => void submit(event)}>
      <FormFaults formState={form.formState} prefix="transfer" labels={labels} />
      {nobody && (
        <Notice tone="waiting" title={t("nobody")}>
          {t("nobodyHelp")}
        </Notice>
      )}
      <AdvisorField form={form} advisors={advisors} />
      <SkillField form={form} advisors={advisors} />
      <WordFields state={state} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{tCommon("cancel")}</Button>
        <Button type="submit" variant="primary" busy={form.formState.isSubmitting} disabled={nobody}>
          <PhoneForwarded aria-hidden="true" />
          {t("do")}
        </Button>
      </div>
    </form>
  );
}

function WordFields({ state: { form } }: { state: TransferFormState }) {
  const t = useTranslations("transfers.dialog");
  const { errors } = form.formState;
  const count = form.watch("brief").length;
  return (
    <>
      <Field id="transfer-reason" label={t("reason")} optional error={errors.reason?.message}>
        {(control) => <Input {...control} {...form.register("reason")} autoComplete="off" maxLength={200} />}
      </Field>
      <Field
        id="transfer-brief"
        label={t("brief")}
        optional
        error={errors.brief?.message}
        help={
          <span className="flex justify-between gap-3">
            <span>{t("briefHelp")}</span>
            <span className="whitespace-nowrap tabular-nums">{t("count", { count, max: MAX_BRIEF })}</span>
          </span>
        }
      >
        {(control) => <Textarea {...control} {...form.register("brief")} maxLength={MAX_BRIEF} rows={3} />}
      </Field>
    </>
  );
}

function FormSkeleton() {
  return (
    <Loading>
      <div className="grid gap-4">
        <Skeleton className="h-32 w-full" />
        <Skeleton className="h-9 w-full" />
        <Skeleton className="h-20 w-full" />
      </div>
    </Loading>
  );
}

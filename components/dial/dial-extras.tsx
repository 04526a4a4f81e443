"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSession } from "@/components/frame/session-context";
import { Field } from "@/components/ui/field";
import { usePhoneFacts } from "@/components/ui/phone-format";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { DialFormState } from "./use-dial-form";

/** What most calls leave as it is: the number that is shown, and other words for this call alone. */
export function DialExtras({ dial }: { dial: DialFormState }) {
  const t = useTranslations("dial");
  const { form, agent, numbers } = dial;
  const { errors } = form.formState;
  const isWrong = Boolean(errors.numberId ?? errors.firstMessage ?? errors.prompt);
  return (
    <details className="group/extras" {...(isWrong ? { open: true } : {})}>
      <summary className="inline-flex list-none items-center gap-1 rounded-sm text-ink-muted select-none hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 transition-transform group-open/extras:rotate-90"
        />
        {t("extras")}
      </summary>
      <div className="mt-3 grid gap-4">
        <Field
          id="dial-numberId"
          label={t("callerId")}
          help={t("callerIdHelp")}
          error={errors.numberId?.message}
        >
          {(control) => (
            <Select {...control} {...form.register("numberId")}>
              <option value="">{t("callerIdOfAgent")}</option>
              {numbers?.map(({ id, phoneNumber }) => (
                <NumberOption key={id} id={id} phoneNumber={phoneNumber} />
              ))}
            </Select>
          )}
        </Field>
        <Field
          id="dial-firstMessage"
          label={t("firstMessage")}
          help={t("firstMessageHelp")}
          optional
          error={errors.firstMessage?.message}
        >
          {(control) => (
            <Textarea {...control} {...form.register("firstMessage")} placeholder={agent?.firstMessage} />
          )}
        </Field>
        <Field
          id="dial-prompt"
          label={t("prompt")}
          help={t("promptHelp")}
          optional
          error={errors.prompt?.message}
        >
          {(control) => <Textarea {...control} {...form.register("prompt")} className="min-h-28" />}
        </Field>
      </div>
    </details>
  );
}

function NumberOption({ id, phoneNumber }: { id: string; phoneNumber: string }) {
  const facts = usePhoneFacts(phoneNumber);
  const { country } = useSession().tenant;
  const shown = facts ? (facts.country === country ? facts.national : facts.international) : phoneNumber;
  return <option value={id}>{shown}</option>;
}

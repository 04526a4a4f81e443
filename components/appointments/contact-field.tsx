"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { CircleAlert, UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { contactQueries } from "@/components/contacts/contact-queries";
import { useSession } from "@/components/frame/session-context";
import { useSettled } from "@/components/frame/use-settled";
import { Button } from "@/components/ui/button";
import { CommandInput } from "@/components/ui/command-input";
import { controlClasses } from "@/components/ui/input";
import { cn } from "@/components/ui/class-names";
import { PhoneNumber } from "@/components/ui/phone-number";

const SETTLE_MS = 200;
const HITS = 8;

export interface ChosenContact {
  id: string;
  name: string;
}

type ContactFieldProps = {
  id: string;
  chosen: ChosenContact | undefined;
  error: string | undefined;
  onChoose: (contact: ChosenContact | undefined) => void;
  /** What was typed, as the name of somebody who is not known yet. */
  onCreate: (name: string) => void;
};

/** Finds who is coming while the name or the number is typed; whoever is not found can be entered at once. */
export function ContactField({ id, chosen, error, onChoose, onCreate }: ContactFieldProps) {
  const t = useTranslations("agenda.new");
  return (
    <fieldset id={id} tabIndex={-1} aria-label={t("contact")} className="min-w-0 grid gap-1.5 outline-none">
      <span aria-hidden="true" className="font-medium">
        {t("contact")}
      </span>
      {chosen ? (
        <div className={cn(controlClasses, "flex h-9 items-center justify-between gap-2 pl-3")}>
          <span className="truncate">{chosen.name}</span>
          <Button variant="ghost" size="sm" onClick={() => onChoose(undefined)}>
            {t("changeContact")}
          </Button>
        </div>
      ) : (
        <ContactSearch onChoose={onChoose} onCreate={onCreate} />
      )}
      {error && (
        <p className="flex items-start gap-1.5 text-sm text-failed">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      )}
    </fieldset>
  );
}

function ContactSearch({ onChoose, onCreate }: Pick<ContactFieldProps, "onChoose" | "onCreate">) {
  const t = useTranslations("agenda.new");
  const { tenant } = useSession();
  const [text, setText] = useState("");
  const box = useRef<HTMLDivElement>(null);
  // Who comes is the first question; without this the dialog would begin at its closing button.
  useEffect(() => box.current?.querySelector("input")?.focus(), []);
  const wanted = useSettled(text.trim(), SETTLE_MS);
  const hits = useQuery({ ...contactQueries.hits(tenant.id, wanted, HITS), enabled: wanted !== "" });
  return (
    <Command ref={box} label={t("contact")} shouldFilter={false}>
      <CommandInput
        value={text}
        onValueChange={setText}
        placeholder={t("contactSearch")}
        className={cn(controlClasses, "h-9 px-3")}
      />
      <Command.List
        label={t("contact")}
        className={cn("max-h-56 overflow-y-auto", text.trim() !== "" && "mt-1 rounded-md border p-1")}
      >
        {text.trim() !== "" && (
          <>
            {hits.data?.map(({ id, name, numbers }) => (
              <Command.Item
                key={id}
                value={id}
                onSelect={() => onChoose({ id, name })}
                className={itemClasses}
              >
                <span className="min-w-0 flex-1 truncate">{name}</span>
                {numbers[0] && (
                  <PhoneNumber
                    number={numbers[0].number}
                    country={tenant.country}
                    className="text-sm text-ink-muted"
                  />
                )}
              </Command.Item>
            ))}
            <Command.Item value="new" onSelect={() => onCreate(text.trim())} className={itemClasses}>
              <UserPlus aria-hidden="true" className="size-4 shrink-0 text-ink-muted" />
              <span className="truncate">{t("createContact", { name: text.trim() })}</span>
            </Command.Item>
          </>
        )}
      </Command.List>
    </Command>
  );
}

const itemClasses = "flex min-h-8 items-center gap-2 rounded-md px-2 py-1 data-[selected=true]:bg-hover";

"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useSession } from "@/components/frame/session-context";
import { useSettled } from "@/components/frame/use-settled";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PhoneNumber } from "@/components/ui/phone-number";
import { contactQueries } from "./contact-queries";

const SETTLE_MS = 200;
const HITS = 8;

type ContactPickerProps = {
  label: string;
  exceptId: string;
  /** Shown before anything is typed. */
  proposed: readonly { id: string; name: string }[];
  onPick: (contactId: string) => void;
};

export function ContactPicker({ label, exceptId, proposed, onPick }: ContactPickerProps) {
  const t = useTranslations("contacts.merge");
  const { tenant } = useSession();
  const [text, setText] = useState("");
  const wanted = useSettled(text.trim(), SETTLE_MS);
  const hits = useQuery({ ...contactQueries.hits(tenant.id, wanted, HITS + 1), enabled: wanted !== "" });
  const found = (hits.data ?? []).filter(({ id }) => id !== exceptId).slice(0, HITS);
  return (
    <div className="grid gap-3">
      <Field label={label}>
        {(control) => (
          <Input
            {...control}
            type="search"
            autoComplete="off"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      <ul aria-label={t("hits")} className="grid gap-1">
        {wanted === ""
          ? proposed.map(({ id, name }) => (
              <Choice key={id} name={name} detail={t("sameNumber")} onPick={() => onPick(id)} />
            ))
          : found.map(({ id, name, numbers: [first], email }) => (
              <Choice
                key={id}
                name={name}
                detail={first ? <PhoneNumber number={first.number} country={tenant.country} /> : email}
                onPick={() => onPick(id)}
              />
            ))}
      </ul>
      <p aria-live="polite" className="text-sm text-ink-muted">
        {wanted !== "" && hits.isSuccess && found.length === 0 && t("nobody")}
      </p>
    </div>
  );
}

function Choice({ name, detail, onPick }: { name: string; detail: ReactNode; onPick: () => void }) {
  return (
    <li>
      <button
        type="button"
        className="flex min-h-10 w-full items-center justify-between gap-3 rounded-md px-2.5 py-1.5 text-left hover:bg-hover"
        onClick={onPick}
      >
        <span className="min-w-0 truncate font-medium">{name}</span>
        <span className="text-sm whitespace-nowrap text-ink-muted">{detail}</span>
      </button>
    </li>
  );
}

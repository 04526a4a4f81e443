"use client";

import { Copy, Phone, PhoneOutgoing } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { createContext, useContext } from "react";
import { toast } from "sonner";
import { Button } from "./button";
import { cn } from "./class-names";
import { DropdownMenu, MenuItem, MenuLabel } from "./dropdown-menu";
import { usePhoneFacts } from "./phone-format";

type PhoneNumberProps = {
  /** E.164, or the network's own word for a hidden number. */
  number: string;
  /** Of the business: its own numbers are shown the national way, others the international way. */
  country: string;
  className?: string;
};

function flagOf(country: string): string {
  return country.replace(/[A-Z]/g, (letter) => String.fromCodePoint(0x1f1e6 + letter.charCodeAt(0) - 65));
}

/** Text only, for rows and links. */
export function PhoneNumber({ number, country, className }: PhoneNumberProps) {
  const t = useTranslations("common.phone");
  const locale = useLocale();
  const facts = usePhoneFacts(number);
  if (!number.startsWith("+")) return <span className={className}>{t("hidden")}</span>;
  const place = facts?.country
    ? `${flagOf(facts.country)} ${new Intl.DisplayNames(locale, { type: "region" }).of(facts.country)}`
    : undefined;
  const text = facts ? (facts.country === country ? facts.national : facts.international) : number;
  return (
    <span title={place} className={cn("tabular-nums whitespace-nowrap", className)}>
      {text}
    </span>
  );
}

/** Has the house call a number. Undefined where nobody may. */
export const DialNumber = createContext<((number: string) => void) | undefined>(undefined);

/** A number one can act on: have it called, call it from this device, copy it. */
export function PhoneButton({ number, country, className }: PhoneNumberProps) {
  const t = useTranslations("common.phone");
  const tCommon = useTranslations("common");
  const dial = useContext(DialNumber);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(number);
      toast.success(t("copied", { number }));
    } catch {
      toast.error(tCommon("copyFailed"));
    }
  };
  if (!number.startsWith("+")) {
    return <PhoneNumber number={number} country={country} {...(className ? { className } : {})} />;
  }
  return (
    <DropdownMenu
      trigger={
        <Button
          variant="ghost"
          size="sm"
          className={cn("-mx-2.25 -my-0.75 h-auto px-2 py-0.5 text-base", className)}
        >
          <PhoneNumber number={number} country={country} />
        </Button>
      }
    >
      <MenuLabel>{number}</MenuLabel>
      {dial && (
        <MenuItem onSelect={() => dial(number)}>
          <PhoneOutgoing aria-hidden="true" />
          {t("dial")}
        </MenuItem>
      )}
      <MenuItem asChild>
        <a href={`tel:${number}`}>
          <Phone aria-hidden="true" />
          {t("call")}
        </a>
      </MenuItem>
      <MenuItem onSelect={() => void copy()}>
        <Copy aria-hidden="true" />
        {t("copy")}
      </MenuItem>
    </DropdownMenu>
  );
}

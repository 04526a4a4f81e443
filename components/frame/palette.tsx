"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import {
  ContactRound,
  PhoneCall,
  PhoneForwarded,
  PhoneIncoming,
  PhoneOff,
  PhoneOutgoing,
  Plus,
  Search,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { Dialog as Base } from "radix-ui";
import { type ReactNode, useState } from "react";
import { useMyAvailability } from "@/components/advisors/use-availability";
import { callQueries } from "@/components/calls/call-queries";
import { otherParty } from "@/components/calls/call-words";
import { contactQueries } from "@/components/contacts/contact-queries";
import { useDial } from "@/components/dial/use-dial";
import { useLiveCalls } from "@/components/live/live-calls";
import { askTransfer } from "@/components/transfers/asked-transfer";
import { useMyTransfers } from "@/components/transfers/use-transfers";
import { CommandInput } from "@/components/ui/command-input";
import { PhoneNumber } from "@/components/ui/phone-number";
import { formatRelative } from "@/lib/format";
import { usePlace } from "./place";
import { PLACES } from "./places";
import { useMay, useSession } from "./session-context";
import { useSettled } from "./use-settled";

const HITS = 5;
const SETTLE_MS = 200;
/** At least five digits, written as people write them. */
const LIKE_A_NUMBER = /^\+?(?:[\s().-]*\d){5,15}[\s).-]*$/;

type PaletteProps = { open: boolean; onOpenChange: (open: boolean) => void };

export function Palette({ open, onOpenChange }: PaletteProps) {
  const t = useTranslations("palette");
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Overlay className="fixed inset-0 z-40 bg-scrim duration-120 data-[state=open]:animate-in data-[state=open]:fade-in-0" />
        <Base.Content
          aria-describedby={undefined}
          className="fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg border bg-raised shadow-overlay duration-120 data-[state=open]:animate-in data-[state=open]:fade-in-0"
        >
          <Base.Title className="sr-only">{t("title")}</Base.Title>
          <PaletteBody onDone={() => onOpenChange(false)} />
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}

function PaletteBody({ onDone }: { onDone: () => void }) {
  const t = useTranslations("palette");
  const tNav = useTranslations("nav");
  const router = useRouter();
  const mayEdit = useMay("admin");
  const mayDial = useMay("operator");
  const dial = useDial();
  const [text, setText] = useState("");
  const wanted = text.trim();
  const searching = wanted.length > 1;
  const go = (href: Route) => {
    onDone();
    router.push(href);
  };
  const call = (number?: string) => {
    onDone();
    dial(number);
  };
  return (
    <Command label={t("title")} loop>
      <CommandInput
        value={text}
        onValueChange={setText}
        placeholder={t("placeholder")}
        className="h-12 w-full border-b bg-transparent px-4 outline-none placeholder:text-ink-muted max-md:text-lg"
      />
      <Command.List label={t("title")} className="max-h-[60dvh] overflow-y-auto p-1.5">
        {!searching && (
          <Command.Empty className="px-3 py-6 text-center text-ink-muted">{t("empty")}</Command.Empty>
        )}
        {mayDial && LIKE_A_NUMBER.test(wanted) && (
          <Command.Group forceMount>
            <Item value={wanted} forceMount onSelect={() => call(wanted)}>
              <PhoneOutgoing aria-hidden="true" />
              {t("call", { number: wanted })}
            </Item>
          </Command.Group>
        )}
        <Command.Group heading={<Heading>{t("go")}</Heading>}>
          {PLACES.map(({ key, href, icon: Icon }) => (
            <Item key={key} value={tNav(key)} onSelect={() => go(href)}>
              <Icon aria-hidden="true" />
              {tNav(key)}
            </Item>
          ))}
        </Command.Group>
        {mayDial && (
          <Command.Group heading={<Heading>{t("actions")}</Heading>}>
            <Item value={t("callSomebody")} onSelect={() => call()}>
              <PhoneOutgoing aria-hidden="true" />
              {t("callSomebody")}
            </Item>
            <TransferItems onGo={go} onDone={onDone} />
            <AvailabilityItem onDone={onDone} />
            {mayEdit && (
              <Item value={t("newAgent")} onSelect={() => go("/agents/new")}>
                <Plus aria-hidden="true" />
                {t("newAgent")}
              </Item>
            )}
          </Command.Group>
        )}
        {searching && <ContactHits text={wanted} onGo={go} />}
        {searching && <CallHits text={wanted} onGo={go} />}
      </Command.List>
    </Command>
  );
}

/** Calls in which a person can be wanted, and those in which this member is wanted. */
function TransferItems({ onGo, onDone }: { onGo: (href: Route) => void; onDone: () => void }) {
  const t = useTranslations("palette");
  const { tenant } = useSession();
  const mine = useMyTransfers();
  const calls = useLiveCalls().data ?? [];
  return (
    <>
      {mine.map(({ id }) => (
        <Item key={id} value={`${t("myTransfer")} ${id}`} onSelect={() => onGo(`/transfers/${id}` as Route)}>
          <PhoneCall aria-hidden="true" />
          {t("myTransfer")}
        </Item>
      ))}
      {calls
        .filter(({ status }) => status === "in_progress")
        .map((call) => ({ ...call, name: call.contact?.name ?? call.contactName }))
        .map((call) => (
          <Item
            key={call.id}
            value={`${t("transfer")} ${call.name ?? ""} ${otherParty(call)}`}
            onSelect={() => {
              onDone();
              askTransfer(call.id);
            }}
          >
            <PhoneForwarded aria-hidden="true" />
            {t("transfer")}
            <span className="truncate text-ink-muted">
              {call.name ?? <PhoneNumber number={otherParty(call)} country={tenant.country} />}
            </span>
          </Item>
        ))}
    </>
  );
}

/** For members whose telephone is an advisor's. */
function AvailabilityItem({ onDone }: { onDone: () => void }) {
  const t = useTranslations("palette");
  const mine = useMyAvailability();
  if (!mine) return null;
  const words = t(mine.isOn ? "unavailable" : "available");
  return (
    <Item
      value={words}
      onSelect={() => {
        mine.toggle();
        onDone();
      }}
    >
      {mine.isOn ? <PhoneOff aria-hidden="true" /> : <PhoneIncoming aria-hidden="true" />}
      {words}
    </Item>
  );
}

function ContactHits({ text, onGo }: { text: string; onGo: (href: Route) => void }) {
  const t = useTranslations("palette");
  const { tenant } = useSession();
  const hits = useQuery(contactQueries.hits(tenant.id, useSettled(text, SETTLE_MS), HITS));
  if (!hits.data || hits.data.length === 0) return null;
  return (
    <Command.Group heading={<Heading>{t("contacts")}</Heading>} forceMount>
      {hits.data.map(({ id, name, numbers: [first] }) => (
        <Item key={id} value={id} forceMount onSelect={() => onGo(`/contacts/${id}` as Route)}>
          <ContactRound aria-hidden="true" />
          <span className="min-w-0 flex-1 truncate">{name}</span>
          {first && (
            <PhoneNumber number={first.number} country={tenant.country} className="text-sm text-ink-muted" />
          )}
        </Item>
      ))}
    </Command.Group>
  );
}

function CallHits({ text, onGo }: { text: string; onGo: (href: Route) => void }) {
  const t = useTranslations("palette");
  const place = usePlace();
  const { tenant } = useSession();
  const hits = useQuery(callQueries.hits(tenant.id, useSettled(text, SETTLE_MS), HITS));
  return (
    <Command.Group heading={<Heading>{t("calls")}</Heading>} forceMount>
      {hits.data?.map((call) => (
        <Item key={call.id} value={call.id} forceMount onSelect={() => onGo(`/calls/${call.id}` as Route)}>
          <PhoneCall aria-hidden="true" />
          <PhoneNumber number={otherParty(call)} country={tenant.country} />
          <span className="min-w-0 flex-1 truncate text-ink-muted">{call.title}</span>
          <span className="text-sm text-ink-muted">{formatRelative(call.startedAt, new Date(), place)}</span>
        </Item>
      ))}
      <Item value="search" forceMount onSelect={() => onGo(`/calls?q=${encodeURIComponent(text)}`)}>
        <Search aria-hidden="true" />
        {t("search", { text })}
      </Item>
    </Command.Group>
  );
}

function Heading({ children }: { children: ReactNode }) {
  return <span className="block px-2.5 pt-2 pb-1 text-xs text-ink-muted">{children}</span>;
}

type ItemProps = { value: string; onSelect: () => void; forceMount?: boolean; children: ReactNode };

function Item({ children, ...props }: ItemProps) {
  return (
    <Command.Item
      {...props}
      className="flex min-h-9 items-center gap-2.5 rounded-md px-2.5 data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-muted"
    >
      {children}
    </Command.Item>
  );
}

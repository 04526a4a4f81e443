"use client";

import { KeyRound, Keyboard, LogOut, PhoneIncoming } from "lucide-react";
import { signOut } from "next-auth/react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useMyAvailability } from "@/components/advisors/use-availability";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator, MenuToggle } from "@/components/ui/dropdown-menu";
import { useSession } from "./session-context";

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.[0] ?? "")
    .join("")
    .toUpperCase();
}

export function MemberMenu({ collapsed, onShowKeys }: { collapsed: boolean; onShowKeys: () => void }) {
  const t = useTranslations("nav");
  const tMine = useTranslations("advisors.mine");
  const { user } = useSession();
  const mine = useMyAvailability();
  return (
    <DropdownMenu
      side="top"
      align="end"
      trigger={
        <Button
          variant="ghost"
          className={cn("h-10 px-1.5 md:min-w-0 md:flex-1 md:justify-start", collapsed && "md:flex-none")}
        >
          <span
            aria-hidden="true"
            className="relative grid size-7 shrink-0 place-items-center rounded-full bg-accent-soft text-xs text-accent-ink"
          >
            {initialsOf(user.name)}
            {mine && (
              <span
                className={cn(
                  "absolute -right-0.5 -bottom-0.5 size-3 rounded-full border-2 border-surface",
                  // Full or hollow: the shape says it too.
                  mine.isOn ? "bg-good" : "bg-surface ring-2 ring-ink-muted ring-inset",
                )}
              />
            )}
          </span>
          <span className="sr-only">{t("member")}</span>
          {mine && <span className="sr-only">{tMine(mine.isOn ? "on" : "off")}</span>}
          <span className={cn("min-w-0 truncate max-md:sr-only", collapsed && "md:sr-only")}>
            {user.name}
          </span>
        </Button>
      }
    >
      <MenuLabel>
        <span className="block text-sm font-medium text-ink">{user.name}</span>
        {user.email}
      </MenuLabel>
      {mine && (
        <MenuToggle checked={mine.isOn} onToggle={mine.toggle}>
          <span className="flex items-center gap-2">
            <PhoneIncoming aria-hidden="true" />
            {tMine("label")}
          </span>
        </MenuToggle>
      )}
      <MenuItem asChild>
        <Link href="/settings/account">
          <KeyRound aria-hidden="true" />
          {t("account")}
        </Link>
      </MenuItem>
      <MenuItem onSelect={onShowKeys}>
        <Keyboard aria-hidden="true" />
        {t("keys")}
      </MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={() => void signOut({ callbackUrl: "/sign-in" })}>
        <LogOut aria-hidden="true" />
        {t("signOut")}
      </MenuItem>
    </DropdownMenu>
  );
}

"use client";

import { ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { z } from "zod";
import { BrandMark } from "@/components/ui/brand-mark";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { DropdownMenu, MenuChoice, MenuLabel } from "@/components/ui/dropdown-menu";
import { sendJson } from "@/lib/api-client";
import { useSession } from "./session-context";

export function TenantSwitcher({ collapsed }: { collapsed: boolean }) {
  const t = useTranslations("nav");
  const { tenant, tenants } = useSession();
  const choose = async (tenantId: string) => {
    if (tenantId === tenant.id) return;
    try {
      await sendJson("POST", "/api/session/tenant", { tenantId }, z.unknown());
      // A full load: nothing of the other business may stay in memory.
      window.location.assign("/");
    } catch {
      toast.error(t("tenantFailed"));
    }
  };
  const hidden = collapsed && "md:hidden";
  return (
    <DropdownMenu
      trigger={
        <Button
          data-testid="tenant-switcher"
          variant="ghost"
          aria-label={t("tenantSwitch", { name: tenant.name })}
          className={cn(
            "h-11 min-w-0 shrink justify-start px-2 md:w-full",
            collapsed && "md:justify-center md:px-0",
          )}
        >
          <BrandMark className="size-6!" />
          <span className={cn("min-w-0 flex-1 truncate text-left font-semibold", hidden)}>{tenant.name}</span>
          <ChevronsUpDown aria-hidden="true" className={cn("text-ink-muted", hidden)} />
        </Button>
      }
    >
      <MenuLabel>{t("tenant")}</MenuLabel>
      <MenuChoice
        label={t("tenant")}
        value={tenant.id}
        options={tenants.map(({ id, name }) => ({ value: id, label: name }))}
        onChoose={(tenantId) => void choose(tenantId)}
      />
    </DropdownMenu>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { DeedDialog } from "@/components/settings/deed-dialog";

/** While `active`, asks before a link, the back button or closing the tab throws away what was written. */
export function UnsavedChangesGuard({ active }: { active: boolean }) {
  const t = useTranslations("agents.unsaved");
  const [leave, setLeave] = useState<() => void>();
  // The way out that was confirmed must not be stopped again.
  const letGo = useRef(false);

  useEffect(() => {
    if (!active) return;
    letGo.current = false;
    const ask = (go: () => void) => setLeave(() => go);
    const onBeforeUnload = (event: BeforeUnloadEvent) => {
      if (!letGo.current) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const link = leavingLink(event);
      if (!link || letGo.current) return;
      event.preventDefault();
      event.stopPropagation();
      ask(() => link.click());
    };
    // Next offers no veto for the back button. The Navigation API does; where it is missing, going back just goes.
    const history = "navigation" in window ? window.navigation : undefined;
    const onNavigate = (event: NavigateEvent) => {
      if (letGo.current || event.navigationType !== "traverse" || !event.cancelable) return;
      const { key } = event.destination;
      event.preventDefault();
      ask(() => void history?.traverseTo(key));
    };
    window.addEventListener("beforeunload", onBeforeUnload);
    document.addEventListener("click", onClick, { capture: true });
    history?.addEventListener("navigate", onNavigate);
    return () => {
      window.removeEventListener("beforeunload", onBeforeUnload);
      document.removeEventListener("click", onClick, { capture: true });
      history?.removeEventListener("navigate", onNavigate);
    };
  }, [active]);

  return (
    <DeedDialog
      open={leave !== undefined}
      onClose={() => setLeave(undefined)}
      title={t("title")}
      deed={t("leave")}
      stay={t("stay")}
      onConfirm={() => {
        letGo.current = true;
        setLeave(undefined);
        leave?.();
      }}
    >
      {t("body")}
    </DeedDialog>
  );
}

/** The link of this click when following it leaves the page in this tab. */
function leavingLink(event: MouseEvent): HTMLAnchorElement | undefined {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || link.target === "_blank" || link.hasAttribute("download")) return;
  const here = window.location;
  const { origin, pathname, search } = new URL(link.href, here.href);
  const isHere = origin === here.origin && pathname === here.pathname && search === here.search;
  return isHere || !/^https?:$/.test(link.protocol) ? undefined : link;
}

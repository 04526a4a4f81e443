"use client";

import { useParams } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import { ContactList } from "./contact-list";

/** List and card side by side on wide screens; on narrow ones whichever the address names. Beside the list the card scrolls on its own. */
export function ContactsSplit({ children }: { children: ReactNode }) {
  const params = useParams();
  const openId = typeof params["contactId"] === "string" ? params["contactId"] : undefined;
  return (
    <div className={cn("grid items-start gap-8", openId && "xl:grid-cols-[minmax(24rem,5fr)_7fr]")}>
      <div className={cn("min-w-0", openId && "max-xl:hidden")}>
        <ContactList openId={openId} />
      </div>
      {openId && (
        <div className="min-w-0 xl:sticky xl:top-6 xl:-m-1 xl:max-h-[calc(100dvh-3rem)] xl:overflow-y-auto xl:p-1 xl:pb-20">
          {children}
        </div>
      )}
    </div>
  );
}

"use client";

import { ChevronLeft, X } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { buttonClasses } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { useShortcut } from "./use-shortcut";

type BackToListProps = { path: "/calls" | "/contacts" | "/messages"; words: { back: string; close: string } };

/** A way back on narrow screens, a cross beside the list on wide ones; both keep the filters. */
export function BackToList({ path, words }: BackToListProps) {
  const router = useRouter();
  const search = useSearchParams().toString();
  const list = search ? (`${path}?${search}` as const) : path;
  useShortcut("Escape", () => router.push(list));
  return (
    <>
      <Link
        href={list}
        className={cn(buttonClasses({ variant: "ghost", size: "sm" }), "-ml-2 justify-self-start xl:hidden")}
      >
        <ChevronLeft aria-hidden="true" />
        {words.back}
      </Link>
      <Link
        href={list}
        aria-label={words.close}
        className={cn(
          buttonClasses({ variant: "ghost", size: "icon" }),
          "absolute top-0 right-0 z-10 max-xl:hidden",
        )}
      >
        <X aria-hidden="true" />
      </Link>
    </>
  );
}

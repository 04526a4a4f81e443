"use client";

import { useParams } from "next/navigation";
import type { ReactNode } from "react";
import { ListSplit } from "@/components/frame/list-split";
import { CallList } from "./call-list";

export function CallsSplit({ children }: { children: ReactNode }) {
  const params = useParams();
  const openId = typeof params["callId"] === "string" ? params["callId"] : undefined;
  return (
    <ListSplit list={<CallList openId={openId} />} isOpen={openId !== undefined}>
      {children}
    </ListSplit>
  );
}

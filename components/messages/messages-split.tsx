"use client";

import { useParams } from "next/navigation";
import type { ReactNode } from "react";
import { ListSplit } from "@/components/frame/list-split";
import { MessageList } from "./message-list";

export function MessagesSplit({ children }: { children: ReactNode }) {
  const params = useParams();
  const openId = typeof params["messageId"] === "string" ? params["messageId"] : undefined;
  return (
    <ListSplit list={<MessageList openId={openId} />} isOpen={openId !== undefined}>
      {children}
    </ListSplit>
  );
}

"use client";

import { useParams } from "next/navigation";
import type { ReactNode } from "react";
import { ListSplit } from "@/components/frame/list-split";
import { ContactList } from "./contact-list";

export function ContactsSplit({ children }: { children: ReactNode }) {
  const params = useParams();
  const openId = typeof params["contactId"] === "string" ? params["contactId"] : undefined;
  return (
    <ListSplit list={<ContactList openId={openId} />} isOpen={openId !== undefined}>
      {children}
    </ListSplit>
  );
}

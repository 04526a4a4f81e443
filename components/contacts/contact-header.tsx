"use client";

import { Ellipsis, Merge, Pencil, PhoneOff, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import type { ContactDetail } from "@/lib/contacts/schema";
import { ContactFormDialog } from "./contact-form-dialog";
import { DoNotCallDialog } from "./do-not-call-dialog";
import { EraseDialog } from "./erase-dialog";
import { MergeDialog } from "./merge-dialog";
import { TagList } from "./tag-list";

type Deed = "edit" | "merge" | "do_not_call" | "erase";

export function ContactHeader({ contact }: { contact: ContactDetail }) {
  const t = useTranslations("contacts");
  const [deed, setDeed] = useState<Deed>();
  const mayEdit = useMay("operator");
  const close = () => setDeed(undefined);
  return (
    <header className="flex flex-wrap items-start justify-between gap-3 xl:pr-12">
      <div className="grid min-w-0 gap-1.5">
        <h1 className="text-xl font-semibold tracking-tight break-words">{contact.name}</h1>
        <div className="flex flex-wrap items-center gap-2 text-ink-muted">
          <span>{t(`kind.${contact.kind}`)}</span>
          <TagList tags={contact.tags} />
        </div>
      </div>
      {mayEdit && (
        <div className="flex items-center gap-2">
          <Button onClick={() => setDeed("edit")}>
            <Pencil aria-hidden="true" />
            {t("card.edit")}
          </Button>
          <Deeds isFlagged={contact.doNotCallAt !== null} onChoose={setDeed} />
        </div>
      )}
      {deed === "edit" && <ContactFormDialog contact={contact} onClose={close} />}
      {deed === "merge" && <MergeDialog contact={contact} onClose={close} />}
      {deed === "do_not_call" && <DoNotCallDialog contact={contact} onClose={close} />}
      {deed === "erase" && <EraseDialog contact={contact} onClose={close} />}
    </header>
  );
}

function Deeds({ isFlagged, onChoose }: { isFlagged: boolean; onChoose: (deed: Deed) => void }) {
  const t = useTranslations("contacts");
  const mayErase = useMay("admin");
  return (
    <DropdownMenu
      align="end"
      trigger={
        <Button variant="ghost" size="icon" aria-label={t("card.deeds")}>
          <Ellipsis aria-hidden="true" />
        </Button>
      }
    >
      {!isFlagged && (
        <MenuItem onSelect={() => onChoose("do_not_call")}>
          <PhoneOff aria-hidden="true" />
          {t("doNotCall.set")}
        </MenuItem>
      )}
      <MenuItem onSelect={() => onChoose("merge")}>
        <Merge aria-hidden="true" />
        {t("merge.open")}
      </MenuItem>
      {mayErase && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => onChoose("erase")} className="text-failed">
            <Trash2 aria-hidden="true" />
            {t("erase.open")}
          </MenuItem>
        </>
      )}
    </DropdownMenu>
  );
}

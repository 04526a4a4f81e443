"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { usePlace } from "@/components/frame/place";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { formatDate } from "@/lib/format";
import type { InvitationMade } from "./invitation-dialog";

type InvitationLinkProps = { invitation: InvitationMade; onClose: () => void };

/** The only time the link can be seen: the server keeps no more than its hash. */
export function InvitationLink({ invitation, onClose }: InvitationLinkProps) {
  const t = useTranslations("team.invitations");
  const place = usePlace();
  const field = useRef<HTMLInputElement>(null);
  const [copy, setCopy] = useState<"none" | "done" | "failed">("none");
  const copyLink = async () => {
    try {
      await navigator.clipboard.writeText(invitation.link);
      setCopy("done");
    } catch {
      // Browsers allow the clipboard only on secure addresses; a house server may have none.
      field.current?.select();
      setCopy("failed");
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("linkTitle", { email: invitation.email })}
      description={t("linkHelp", { until: formatDate(invitation.expiresAt, place) })}
      actions={
        <>
          <Button onClick={onClose}>{t("done")}</Button>
          <Button variant="primary" onClick={() => void copyLink()}>
            {copy === "done" ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
            {t(copy === "done" ? "copied" : "copy")}
          </Button>
        </>
      }
    >
      <Field label={t("link")}>
        {(control) => (
          <Input
            {...control}
            ref={field}
            readOnly
            value={invitation.link}
            className="font-mono"
            onFocus={(event) => event.target.select()}
          />
        )}
      </Field>
      <p role="alert" className="text-failed empty:hidden">
        {copy === "failed" ? t("copyFailed") : ""}
      </p>
    </Dialog>
  );
}

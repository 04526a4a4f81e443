"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useMay } from "@/components/frame/session-context";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { DialForm } from "./dial-form";
import { DialProgress } from "./dial-progress";
import type { CallAbout } from "./use-dial";
import { useDialForm } from "./use-dial-form";
import { useDialOrder } from "./use-dial-order";

type DialDialogProps = {
  /** `number`: E.164 or as somebody wrote it; empty: to be typed. */
  wanted: { number: string } & CallAbout;
  onClose: () => void;
};

/** From a number to a conversation: the form, then the call as it happens. Closing it leaves a running call to the live strip. */
export function DialDialog({ wanted, onClose }: DialDialogProps) {
  const t = useTranslations("dial");
  const tCommon = useTranslations("common");
  if (useMay("operator"))
    return <DialSteps key={`${wanted.number} ${wanted.contactId ?? ""}`} wanted={wanted} onClose={onClose} />;
  return (
    <DialFrame title={t("title")} onClose={onClose}>
      <Notice tone="info">{tCommon("needsOperator")}</Notice>
    </DialFrame>
  );
}

function DialFrame(props: { title: string; onClose: () => void; children: ReactNode }) {
  return (
    <Dialog open onOpenChange={(open) => !open && props.onClose()} title={props.title} className="max-w-lg">
      <div data-testid="dial-dialog">{props.children}</div>
    </Dialog>
  );
}

function DialSteps({ wanted, onClose }: DialDialogProps) {
  const t = useTranslations("dial");
  const order = useDialOrder();
  const form = useDialForm(wanted, order);
  const { state } = order;
  if (state.phase === "following") {
    return (
      <DialFrame title={t("titleFollowing")} onClose={onClose}>
        <DialProgress
          callId={state.callId}
          hangUpAsked={state.hangUpAsked}
          onHangUp={order.hangUpAsked}
          onHangUpFailed={order.hangUpFailed}
          onAgain={form.again}
          onEdit={order.edit}
          onClose={onClose}
        />
      </DialFrame>
    );
  }
  return (
    <DialFrame title={t("title")} onClose={onClose}>
      <DialForm dial={form} isPlacing={state.phase === "placing"} onClose={onClose} />
    </DialFrame>
  );
}

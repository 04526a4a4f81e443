"use client";

import dynamic from "next/dynamic";
import { closeTransferDialog, useAskedTransfer } from "./asked-transfer";

// Nothing of it is needed before somebody wants a person.
const TransferDialog = dynamic(async () => (await import("./transfer-dialog")).TransferDialog, {
  ssr: false,
});

/** Opens the dialog on any page whose address asks for it. */
export function TransferHost() {
  const callId = useAskedTransfer();
  if (callId === undefined) return null;
  return <TransferDialog key={callId} callId={callId} onClose={closeTransferDialog} />;
}

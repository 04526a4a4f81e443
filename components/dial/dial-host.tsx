"use client";

import dynamic from "next/dynamic";
import { closeDial, useWantedCall } from "./use-dial";

// Nothing of it is needed before somebody wants to call.
const DialDialog = dynamic(async () => (await import("./dial-dialog")).DialDialog, { ssr: false });

/** Opens the dialog on any page whose address asks for it. */
export function DialHost() {
  const wanted = useWantedCall();
  if (wanted === undefined) return null;
  return <DialDialog wanted={wanted} onClose={closeDial} />;
}

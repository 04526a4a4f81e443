"use client";

import dynamic from "next/dynamic";
import { closeDial, useWantedNumber } from "./use-dial";

// Nothing of it is needed before somebody wants to call.
const DialDialog = dynamic(async () => (await import("./dial-dialog")).DialDialog, { ssr: false });

/** Opens the dialog on any page whose address asks for it. */
export function DialHost() {
  const wanted = useWantedNumber();
  if (wanted === undefined) return null;
  return <DialDialog number={wanted} onClose={closeDial} />;
}

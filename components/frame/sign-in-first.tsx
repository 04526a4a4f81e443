"use client";

import { useEffect } from "react";

/** Leaves for the sign-in page, which comes back here. */
export function SignInFirst() {
  useEffect(() => {
    const { pathname, search } = window.location;
    const wanted = `${pathname}${search}`;
    window.location.replace(wanted === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(wanted)}`);
  }, []);
  return null;
}

"use client";

import { useEffect, useState } from "react";
import type { PhoneLibrary } from "./read-number";

let loaded: PhoneLibrary | undefined;

/** Undefined until the numbering plans are there; with them come kinds of numbers, which weigh too much for every page. */
export function usePhoneLibrary(): PhoneLibrary | undefined {
  const [library, setLibrary] = useState(loaded);
  useEffect(() => {
    if (loaded) return;
    let isGone = false;
    void import("libphonenumber-js/max").then((module) => {
      loaded = module;
      if (!isGone) setLibrary(module);
    });
    return () => {
      isGone = true;
    };
  }, []);
  return library;
}

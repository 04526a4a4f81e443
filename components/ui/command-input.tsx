"use client";

import { Command } from "cmdk";
import { type ComponentProps, useEffect, useRef, useState } from "react";

type CommandInputProps = Pick<
  ComponentProps<typeof Command.Input>,
  "value" | "onValueChange" | "placeholder" | "className"
>;

/**
 * The search field of a cmdk list. cmdk 1.1 names the option that was active before the last key as the active one,
 * so that a screen reader lags behind; here it is read from the list once that has been drawn.
 */
export function CommandInput(props: CommandInputProps) {
  const field = useRef<HTMLInputElement>(null);
  const [activeId, setActiveId] = useState<string>();
  useEffect(() => {
    const root = field.current?.closest("[cmdk-root]");
    if (!root) return;
    const read = () => {
      const active = root.querySelector('[cmdk-item][aria-selected="true"]');
      setActiveId(active?.id);
      // The list repeats the name; one that is no longer on the page is worse than none.
      const list = root.querySelector("[cmdk-list]");
      if (list?.getAttribute("aria-activedescendant") !== active?.id)
        list?.removeAttribute("aria-activedescendant");
    };
    const observer = new MutationObserver(read);
    observer.observe(root, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ["aria-selected"],
    });
    read();
    return () => observer.disconnect();
  }, []);
  return (
    <Command.Input {...props} asChild>
      <input ref={field} aria-activedescendant={activeId} />
    </Command.Input>
  );
}

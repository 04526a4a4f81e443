"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";

type OrderedListProps<Item> = {
  label: string;
  items: readonly Item[];
  /** Absent: the order may not be changed. */
  onOrder: ((ids: string[]) => void) | undefined;
  children: (item: Item) => ReactNode;
};

/** Rows with two buttons that move them: the same for mouse, finger and keyboard. The focus travels with the row. */
export function AgendaOrderedList<Item extends { id: string; name: string }>(props: OrderedListProps<Item>) {
  const { label, items, onOrder, children } = props;
  const t = useTranslations("agendaSettings.order");
  const listId = useId();
  const order = items.map(({ id }) => id).join(" ");
  /** Which button was pressed, and the order that came of it. */
  const moved = useRef<{ buttonId: string; order: string }>(undefined);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (moved.current?.order === order) document.getElementById(moved.current.buttonId)?.focus();
  }, [order]);
  const buttonId = (id: string, by: number) => `${listId}-${id}-${by}`;
  const move = (index: number, by: -1 | 1) => {
    const item = items[index];
    const other = items[index + by];
    if (!item || !other) return;
    const ids = items
      .map(({ id }) => id)
      .with(index, other.id)
      .with(index + by, item.id);
    moved.current = { buttonId: buttonId(item.id, by), order: ids.join(" ") };
    setSaid(t("moved", { name: item.name, place: index + by + 1, count: items.length }));
    onOrder?.(ids);
  };
  return (
    <>
      <ul aria-label={label} className="rounded-lg border bg-surface">
        {items.map((item, index) => (
          <li key={item.id} className="flex items-center gap-2 border-b py-2 pr-2 pl-3 last:border-b-0">
            <div className="min-w-0 flex-1">{children(item)}</div>
            {onOrder && items.length > 1 && (
              <span className="flex shrink-0 flex-col">
                {([-1, 1] as const).map((by) => (
                  <Button
                    key={by}
                    id={buttonId(item.id, by)}
                    variant="ghost"
                    className="h-6 w-8 p-0"
                    // Not disabled at the end: a button that loses the focus under the finger leads nowhere.
                    aria-disabled={!items[index + by] || undefined}
                    aria-label={t(by < 0 ? "up" : "down", { name: item.name })}
                    onClick={() => move(index, by)}
                  >
                    {by < 0 ? <ChevronUp aria-hidden="true" /> : <ChevronDown aria-hidden="true" />}
                  </Button>
                ))}
              </span>
            )}
          </li>
        ))}
      </ul>
      <output className="sr-only">{said}</output>
    </>
  );
}

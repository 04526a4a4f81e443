"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type CSSProperties, memo } from "react";
import { cn } from "@/components/ui/class-names";
import type { AppointmentStatus } from "@/lib/vocabulary";
import { useIsHeld } from "./move-store";
import { staffColor } from "./staff-color";
import { AppointmentStatusIcon } from "./status-look";

const TWO_LINES_PX = 32;
const THREE_LINES_PX = 48;

const TINTS: Record<AppointmentStatus, string> = {
  scheduled: "bg-waiting-soft",
  confirmed: "bg-good-soft",
  reschedule_requested: "bg-waiting-soft",
  rescheduled: "bg-accent-soft",
  cancelled: "bg-surface text-ink-muted",
  completed: "bg-hover text-ink-muted",
  no_show: "bg-failed-soft",
};

/** Plain values only: a card is drawn anew when one of them changes, not when its neighbours do. */
type AppointmentCardProps = {
  id: string;
  status: AppointmentStatus;
  name: string;
  what: string;
  color: number;
  fromText: string;
  toText: string;
  /** Who and when, for whoever does not see the columns. */
  place: string;
  /** Why nobody would expect it then. */
  oddity: string | undefined;
  top: number;
  height: number;
  left: string;
  width: string;
  isOpen: boolean;
  isMovable: boolean;
  /** The one that the tab key reaches; arrows lead to the others. */
  isEntry: boolean;
};

export const AppointmentCard = memo(function AppointmentCard(props: AppointmentCardProps) {
  const t = useTranslations("agenda");
  const { id, status, name, what, fromText, toText, place, oddity, top, height, left, width } = props;
  const isHeld = useIsHeld(id);
  const label = t("card.label", { name, from: fromText, to: toText, place, status: t(`status.${status}`) });
  const style: CSSProperties = { top, height, left, width, borderLeftColor: staffColor(props.color) };
  return (
    <li
      style={style}
      className={cn(
        "absolute overflow-hidden rounded-sm border border-l-4 transition-[top,left,width,height] duration-150 has-focus-visible:z-10 has-focus-visible:outline-2 has-focus-visible:outline-accent",
        TINTS[status],
        props.isOpen && "z-10 ring-2 ring-accent",
        isHeld && "opacity-40",
      )}
    >
      <button
        type="button"
        data-testid="appointment-card"
        data-appointment-id={id}
        data-status={status}
        aria-current={props.isOpen || undefined}
        tabIndex={props.isEntry ? 0 : -1}
        className={cn(
          "@container flex size-full touch-manipulation flex-col justify-start px-1 text-left text-xs leading-[15px]! select-none focus-visible:outline-none",
          height >= TWO_LINES_PX && "py-px",
          props.isMovable && "cursor-grab",
        )}
      >
        <span className="sr-only">{[label, what, oddity].filter(Boolean).join(", ")}</span>
        <CardFace {...props} />
      </button>
      {props.isMovable && (
        <span
          data-resize={id}
          aria-hidden="true"
          className="absolute inset-x-0 bottom-0 h-1.5 cursor-ns-resize"
        />
      )}
    </li>
  );
});

/** What is seen; what is heard says more. */
function CardFace({ status, name, what, fromText, toText, oddity, height }: AppointmentCardProps) {
  const isTall = height >= TWO_LINES_PX;
  return (
    <span aria-hidden="true" className="flex min-w-0 flex-col">
      <span
        className={cn("flex items-center gap-1", isTall && "@max-[5.5rem]:flex-wrap @max-[5.5rem]:gap-0")}
      >
        <AppointmentStatusIcon status={status} />
        <span
          className={cn(
            "truncate font-medium",
            // In a narrow lane the name is what counts.
            isTall && "@max-[5.5rem]:line-clamp-2 @max-[5.5rem]:basis-full @max-[5.5rem]:whitespace-normal",
            status === "cancelled" && "line-through",
          )}
        >
          {name}
        </span>
        {oddity && <TriangleAlert aria-hidden="true" className="ml-auto size-3.5 shrink-0 text-waiting" />}
      </span>
      {isTall && (
        <span className="truncate text-ink-muted tabular-nums @max-[5.5rem]:hidden">
          {fromText}–{toText}
          {height < THREE_LINES_PX && what && ` · ${what}`}
        </span>
      )}
      {height >= THREE_LINES_PX && (
        <span className="truncate text-ink-muted @max-[5.5rem]:hidden">{what}</span>
      )}
    </span>
  );
}

import { cn } from "./class-names";

type CountBadgeProps = {
  /** As it is seen, `99+` for example. */
  count: number | string;
  /** As it is heard. */
  label: string;
  tone?: "accent" | "failed";
  className?: string | undefined;
  "data-testid": string;
};

/** A number in a small disc, beside the name of what is counted. */
export function CountBadge({ count, label, tone = "accent", className, ...rest }: CountBadgeProps) {
  return (
    <span
      {...rest}
      className={cn(
        "grid h-5 min-w-5 place-items-center rounded-full px-1.5 text-xs font-medium tabular-nums",
        tone === "accent" ? "bg-accent text-on-accent" : "bg-failed text-on-failed",
        className,
      )}
    >
      <span aria-hidden="true">{count}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}

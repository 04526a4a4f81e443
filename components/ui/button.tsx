import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./class-names";

/** Also for links that look like buttons: `<Link className={buttonClasses({ variant })}>`. */
export const buttonClasses = cva(
  "inline-flex shrink-0 items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap select-none transition-colors disabled:opacity-55 aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "border-transparent bg-accent text-on-accent hover:bg-accent-hover",
        secondary: "border-line bg-surface text-ink hover:bg-hover",
        ghost: "border-transparent text-ink hover:bg-hover",
        danger: "border-transparent bg-failed text-on-failed hover:bg-failed-hover",
      },
      size: {
        sm: "h-8 px-2.5 text-sm",
        md: "h-9 px-3.5",
        lg: "h-10 px-4 text-lg",
        icon: "size-9 p-0",
        "icon-sm": "size-8 p-0",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

type ButtonProps = ComponentProps<"button"> & VariantProps<typeof buttonClasses> & { busy?: boolean };

/** `busy` keeps the width and the focus, and swallows further presses. A button of size `icon` needs `aria-label`. */
export function Button({ variant, size, busy = false, className, children, onClick, ...props }: ButtonProps) {
  return (
    <button
      type="button"
      {...props}
      aria-busy={busy || undefined}
      aria-disabled={busy || props["aria-disabled"]}
      className={cn(buttonClasses({ variant, size }), busy && "relative", className)}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy && <LoaderCircle aria-hidden="true" className="absolute animate-spin" />}
      {busy ? <span className="inline-flex items-center gap-2 opacity-0">{children}</span> : children}
    </button>
  );
}

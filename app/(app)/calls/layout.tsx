import { CallsSplit } from "@/components/calls/calls-split";

export default function CallsLayout({ children }: LayoutProps<"/calls">) {
  return <CallsSplit>{children}</CallsSplit>;
}

import { cookies } from "next/headers";
import { Frame } from "@/components/frame/frame";
import { requireSession } from "@/lib/auth/session";

export default async function AppLayout({ children }: LayoutProps<"/">) {
  const [session, cookieJar] = await Promise.all([requireSession(), cookies()]);
  return (
    <Frame session={session} railCollapsed={cookieJar.get("rail")?.value === "collapsed"}>
      {children}
    </Frame>
  );
}

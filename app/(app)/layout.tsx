import { cookies } from "next/headers";
import { callQueries } from "@/components/calls/call-queries";
import { Frame } from "@/components/frame/frame";
import { SignInFirst } from "@/components/frame/sign-in-first";
import { findPageAccess, toSessionView } from "@/lib/auth/session";
import { listCallTurns, listLiveCalls } from "@/lib/calls/get-call";
import { answer, answersOf } from "./prefetch";

export default async function AppLayout({ children }: LayoutProps<"/">) {
  const [access, cookieJar, answers] = await Promise.all([
    findPageAccess(),
    cookies(),
    answersOf(async ({ tenant, scope }) => {
      const calls = await listLiveCalls(scope);
      return [
        answer(callQueries.live(tenant.id), async () => calls),
        ...calls.map(({ id }) => answer(callQueries.turns(tenant.id, id), () => listCallTurns(scope, id))),
      ];
    }),
  ]);
  // A layout is not told its own address; the browser knows where to come back to.
  if (!access) return <SignInFirst />;
  return (
    <Frame
      session={toSessionView(access)}
      answers={answers}
      drawnAt={new Date()}
      railCollapsed={cookieJar.get("rail")?.value === "collapsed"}
    >
      {children}
    </Frame>
  );
}

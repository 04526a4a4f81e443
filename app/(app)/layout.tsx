import { cookies } from "next/headers";
import { callQueries } from "@/components/calls/call-queries";
import { Frame } from "@/components/frame/frame";
import { SignInFirst } from "@/components/frame/sign-in-first";
import { transferQueries } from "@/components/transfers/transfer-queries";
import { findPageAccess, toSessionView } from "@/lib/auth/session";
import { listCallTurns, listLiveCalls } from "@/lib/calls/get-call";
import { listTransfers } from "@/lib/transfers/manage-transfer";
import { answer, answersOf } from "./prefetch";

export default async function AppLayout({ children }: LayoutProps<"/">) {
  const [access, cookieJar, answers] = await Promise.all([
    findPageAccess(),
    cookies(),
    answersOf(async ({ tenant, scope, user }) => {
      const calls = await listLiveCalls(scope);
      return [
        answer(callQueries.live(tenant.id), async () => calls),
        answer(transferQueries.open(tenant.id), () => listTransfers(scope, { isOpen: true })),
        answer(transferQueries.mine(tenant.id), () =>
          listTransfers(scope, { isOpen: true, userId: user.id }),
        ),
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

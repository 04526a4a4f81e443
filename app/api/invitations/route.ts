import { addressOf, limitAttempts } from "@/lib/auth/limit-attempts";
import { publicRoute } from "@/lib/http/route";
import { accept, getOffer } from "@/lib/team/invite";
import { acceptInvitationInput, invitationOffer, invitationQuery } from "@/lib/team/schema";

export const GET = publicRoute({
  summary: "What an invitation offers",
  query: invitationQuery,
  output: invitationOffer,
  handler: ({ query }) => getOffer(query.token),
});

export const POST = publicRoute({
  summary: "Accept an invitation",
  body: acceptInvitationInput,
  handler: async ({ body, request }) => {
    await limitAttempts([{ key: `invitation:${addressOf(request.headers)}`, most: 30 }]);
    await accept(body);
  },
});

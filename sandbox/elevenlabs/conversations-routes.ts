/** Signed addresses and past conversations over REST (elevenlabs.md §1.1, §5). */
import { z } from "zod";
import { type Conversation, conversationRow, conversationView } from "./conversation";
import { conversationTests } from "./conversation-filters";
import { invalid, notFound, refusal } from "./errors";
import { refuseWithoutCredit } from "./limits";
import { encodeMp3 } from "./mp3";
import {
  type Answer,
  getAgent,
  pageOf,
  param,
  queryFlag,
  queryValue,
  type RestContext,
  type Route,
} from "./routing";

function signedUrlRoute({ workspace, query, signUrl }: RestContext): Answer {
  const agentId = query.get("agent_id");
  if (agentId === null) throw invalid({ loc: ["query", "agent_id"], msg: "Field required", type: "missing" });
  const agent = getAgent(workspace, agentId);
  refuseWithoutCredit(workspace);
  const withConversationId = queryFlag(query, "include_conversation_id") ?? false;
  return { json: { signed_url: signUrl(workspace, agent.agent_id, withConversationId) } };
}

function getConversation(context: RestContext): Conversation {
  const id = param(context, "conversation_id");
  const conversation = context.workspace.conversations.get(id);
  if (!conversation) throw notFound("conversation", id);
  return conversation;
}

function listConversationsRoute({ workspace, query }: RestContext): Answer {
  const tests = conversationTests(query);
  const found = [...workspace.conversations.values()].filter((conversation) =>
    tests.every((test) => test(conversation)),
  );
  found.sort((one, other) => one.startedAtUnixSeconds - other.startedAtUnixSeconds);
  if (query.get("sort_direction") !== "asc") found.reverse();
  const withSummary = queryValue(query, "summary_mode", z.enum(["exclude", "include"])) === "include";
  const page = pageOf(found, query, { idOf: (conversation) => conversation.conversationId, size: 30 });
  return {
    json: {
      conversations: page.items.map((conversation) =>
        conversationRow(conversation, {
          withSummary,
          criteriaIds: query.getAll("evaluation_criteria_ids"),
          dataIds: query.getAll("data_collection_ids"),
        }),
      ),
      next_cursor: page.nextCursor,
      has_more: page.nextCursor !== null,
    },
  };
}

function getConversationRoute(context: RestContext): Answer {
  const conversation = getConversation(context);
  return { json: conversationView(conversation, context.workspace.agents.get(conversation.agentId)) };
}

function deleteConversationRoute(context: RestContext): Answer {
  const { conversationId } = getConversation(context);
  context.workspace.conversations.delete(conversationId);
  return { json: {} };
}

/** Encoded when it is asked for, so that no live call pays for it. */
async function audioRoute(context: RestContext): Promise<Answer> {
  const { conversationId, hasAudio } = getConversation(context);
  const recording = hasAudio ? context.findRecording(conversationId) : undefined;
  if (!recording) {
    throw refusal(404, "missing_conversation_audio", `Conversation ${conversationId} has no audio.`);
  }
  return { chunks: [await encodeMp3(recording.tracks())], contentType: "audio/mpeg" };
}

function liveCountRoute({ workspace, query }: RestContext): Answer {
  const agentId = query.get("agent_id");
  const live = [...workspace.conversations.values()].filter(
    (conversation) =>
      conversation.status === "in-progress" && (agentId === null || conversation.agentId === agentId),
  );
  return { json: { count: live.length } };
}

const CONVERSATION = "/v1/convai/conversations/{conversation_id}";

export const conversationRoutes: Route[] = [
  { method: "GET", path: "/v1/convai/conversation/get-signed-url", handle: signedUrlRoute },
  { method: "GET", path: "/v1/convai/conversation/get_signed_url", handle: signedUrlRoute },
  { method: "GET", path: "/v1/convai/conversations", handle: listConversationsRoute },
  { method: "GET", path: CONVERSATION, handle: getConversationRoute },
  { method: "DELETE", path: CONVERSATION, handle: deleteConversationRoute },
  { method: "GET", path: `${CONVERSATION}/audio`, handle: audioRoute },
  { method: "GET", path: "/v1/convai/analytics/live-count", handle: liveCountRoute },
];

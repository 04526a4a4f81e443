import * as apiAccountsVendorCheck from "@/app/api/accounts/[vendor]/check/route";
import * as apiAccountsElevenlabs from "@/app/api/accounts/elevenlabs/route";
import * as apiAccounts from "@/app/api/accounts/route";
import * as apiAccountsTwilio from "@/app/api/accounts/twilio/route";
import * as apiAgentsAgentIdDifference from "@/app/api/agents/[agentId]/difference/route";
import * as apiAgentsAgentIdPublish from "@/app/api/agents/[agentId]/publish/route";
import * as apiAgentsAgentId from "@/app/api/agents/[agentId]/route";
import * as apiAgentsAgentIdVersionsVersionRestore from "@/app/api/agents/[agentId]/versions/[version]/restore/route";
import * as apiAgentsAgentIdVersions from "@/app/api/agents/[agentId]/versions/route";
import * as apiAgents from "@/app/api/agents/route";
import * as apiAnalytics from "@/app/api/analytics/route";
import * as apiCallsCallIdEvents from "@/app/api/calls/[callId]/events/route";
import * as apiCallsCallIdHangUp from "@/app/api/calls/[callId]/hang-up/route";
import * as apiCallsCallIdRecordings from "@/app/api/calls/[callId]/recordings/route";
import * as apiCallsCallId from "@/app/api/calls/[callId]/route";
import * as apiCallsCallIdTurns from "@/app/api/calls/[callId]/turns/route";
import * as apiCallsExport from "@/app/api/calls/export/route";
import * as apiCallsLive from "@/app/api/calls/live/route";
import * as apiCalls from "@/app/api/calls/route";
import * as apiElevenlabsAgents from "@/app/api/elevenlabs/agents/route";
import * as apiElevenlabsCall from "@/app/api/elevenlabs/call/route";
import * as apiElevenlabsCalls from "@/app/api/elevenlabs/calls/route";
import * as apiElevenlabsConversationConversationId from "@/app/api/elevenlabs/conversation/[conversationId]/route";
import * as apiElevenlabsPostCall from "@/app/api/elevenlabs/post-call/route";
import * as apiElevenlabsStats from "@/app/api/elevenlabs/stats/route";
import * as apiHealthCheck from "@/app/api/health/check/route";
import * as apiHealthMend from "@/app/api/health/mend/route";
import * as apiHealth from "@/app/api/health/route";
import * as apiInvitations from "@/app/api/invitations/route";
import * as apiKeysKeyId from "@/app/api/keys/[keyId]/route";
import * as apiKeys from "@/app/api/keys/route";
import * as apiLive from "@/app/api/live/route";
import * as apiNumbersNumberIdAgent from "@/app/api/numbers/[numberId]/agent/route";
import * as apiNumbersNumberIdImport from "@/app/api/numbers/[numberId]/import/route";
import * as apiNumbersNumberIdRoute from "@/app/api/numbers/[numberId]/route/route";
import * as apiNumbersAvailable from "@/app/api/numbers/available/route";
import * as apiNumbersBuy from "@/app/api/numbers/buy/route";
import * as apiNumbers from "@/app/api/numbers/route";
import * as apiNumbersSync from "@/app/api/numbers/sync/route";
import * as apiOnboardingFinish from "@/app/api/onboarding/finish/route";
import * as apiOnboardingPrepare from "@/app/api/onboarding/prepare/route";
import * as apiOnboarding from "@/app/api/onboarding/route";
import * as apiRecordingsRecordingIdAudio from "@/app/api/recordings/[recordingId]/audio/route";
import * as apiSessionPassword from "@/app/api/session/password/route";
import * as apiSession from "@/app/api/session/route";
import * as apiSessionTenant from "@/app/api/session/tenant/route";
import * as apiSignUp from "@/app/api/sign-up/route";
import * as apiTeamUserId from "@/app/api/team/[userId]/route";
import * as apiTeamInvitationsInvitationId from "@/app/api/team/invitations/[invitationId]/route";
import * as apiTeamInvitations from "@/app/api/team/invitations/route";
import * as apiTeam from "@/app/api/team/route";
import * as apiTenant from "@/app/api/tenant/route";
import * as apiTenantSpending from "@/app/api/tenant/spending/route";
import * as apiToolsName from "@/app/api/tools/[name]/route";
import * as apiVoices from "@/app/api/voices/route";
import * as apiWebhooksElevenlabs from "@/app/api/webhooks/elevenlabs/route";
import * as healthz from "@/app/healthz/route";
import * as phoneAssignmentAssign from "@/app/phone-assignment/assign/route";
import * as phoneAssignmentInboundAgents from "@/app/phone-assignment/inbound-agents/route";
import * as phoneAssignmentUnassignAgentId from "@/app/phone-assignment/unassign/[agentId]/route";
import * as readyz from "@/app/readyz/route";
import * as voiceIncoming from "@/app/voice/incoming/route";
import * as voiceSentenceName from "@/app/voice/sentence/[name]/route";
import * as voiceStatus from "@/app/voice/status/route";
import * as webhookVoiceOutbound from "@/app/webhook/voice/outbound/route";
import * as webhookVoiceStatus from "@/app/webhook/voice/status/route";
import * as webhooksElevenlabsConversationInitiation from "@/app/webhooks/elevenlabs/conversation-initiation/route";
import * as webhooksTwilioAfterStream from "@/app/webhooks/twilio/after-stream/route";
import * as webhooksTwilioFallback from "@/app/webhooks/twilio/fallback/route";
import * as webhooksTwilioStream from "@/app/webhooks/twilio/stream/route";
import * as webhooksVoice from "@/app/webhooks/voice/route";
import type { RouteHandler } from "@/lib/http/route";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Every address of the house but next-auth's own; a test compares it with the folders of `app/`. */
export const ROUTES: Record<string, Partial<Record<Method, RouteHandler>>> = {
  "/api/accounts/{vendor}/check": apiAccountsVendorCheck,
  "/api/accounts/elevenlabs": apiAccountsElevenlabs,
  "/api/accounts": apiAccounts,
  "/api/accounts/twilio": apiAccountsTwilio,
  "/api/agents/{agentId}/difference": apiAgentsAgentIdDifference,
  "/api/agents/{agentId}/publish": apiAgentsAgentIdPublish,
  "/api/agents/{agentId}": apiAgentsAgentId,
  "/api/agents/{agentId}/versions/{version}/restore": apiAgentsAgentIdVersionsVersionRestore,
  "/api/agents/{agentId}/versions": apiAgentsAgentIdVersions,
  "/api/agents": apiAgents,
  "/api/analytics": apiAnalytics,
  "/api/calls/{callId}/events": apiCallsCallIdEvents,
  "/api/calls/{callId}/hang-up": apiCallsCallIdHangUp,
  "/api/calls/{callId}/recordings": apiCallsCallIdRecordings,
  "/api/calls/{callId}": apiCallsCallId,
  "/api/calls/{callId}/turns": apiCallsCallIdTurns,
  "/api/calls/export": apiCallsExport,
  "/api/calls/live": apiCallsLive,
  "/api/calls": apiCalls,
  "/api/elevenlabs/agents": apiElevenlabsAgents,
  "/api/elevenlabs/call": apiElevenlabsCall,
  "/api/elevenlabs/calls": apiElevenlabsCalls,
  "/api/elevenlabs/conversation/{conversationId}": apiElevenlabsConversationConversationId,
  "/api/elevenlabs/post-call": apiElevenlabsPostCall,
  "/api/elevenlabs/stats": apiElevenlabsStats,
  "/api/health/check": apiHealthCheck,
  "/api/health/mend": apiHealthMend,
  "/api/health": apiHealth,
  "/api/invitations": apiInvitations,
  "/api/keys/{keyId}": apiKeysKeyId,
  "/api/keys": apiKeys,
  "/api/live": apiLive,
  "/api/numbers/{numberId}/agent": apiNumbersNumberIdAgent,
  "/api/numbers/{numberId}/import": apiNumbersNumberIdImport,
  "/api/numbers/{numberId}/route": apiNumbersNumberIdRoute,
  "/api/numbers/available": apiNumbersAvailable,
  "/api/numbers/buy": apiNumbersBuy,
  "/api/numbers": apiNumbers,
  "/api/numbers/sync": apiNumbersSync,
  "/api/onboarding/finish": apiOnboardingFinish,
  "/api/onboarding/prepare": apiOnboardingPrepare,
  "/api/onboarding": apiOnboarding,
  "/api/recordings/{recordingId}/audio": apiRecordingsRecordingIdAudio,
  "/api/session/password": apiSessionPassword,
  "/api/session": apiSession,
  "/api/session/tenant": apiSessionTenant,
  "/api/sign-up": apiSignUp,
  "/api/team/{userId}": apiTeamUserId,
  "/api/team/invitations/{invitationId}": apiTeamInvitationsInvitationId,
  "/api/team/invitations": apiTeamInvitations,
  "/api/team": apiTeam,
  "/api/tenant": apiTenant,
  "/api/tenant/spending": apiTenantSpending,
  "/api/tools/{name}": apiToolsName,
  "/api/voices": apiVoices,
  "/api/webhooks/elevenlabs": apiWebhooksElevenlabs,
  "/healthz": healthz,
  "/phone-assignment/assign": phoneAssignmentAssign,
  "/phone-assignment/inbound-agents": phoneAssignmentInboundAgents,
  "/phone-assignment/unassign/{agentId}": phoneAssignmentUnassignAgentId,
  "/readyz": readyz,
  "/voice/incoming": voiceIncoming,
  "/voice/sentence/{name}": voiceSentenceName,
  "/voice/status": voiceStatus,
  "/webhook/voice/outbound": webhookVoiceOutbound,
  "/webhook/voice/status": webhookVoiceStatus,
  "/webhooks/elevenlabs/conversation-initiation": webhooksElevenlabsConversationInitiation,
  "/webhooks/twilio/after-stream": webhooksTwilioAfterStream,
  "/webhooks/twilio/fallback": webhooksTwilioFallback,
  "/webhooks/twilio/stream": webhooksTwilioStream,
  "/webhooks/voice": webhooksVoice,
};

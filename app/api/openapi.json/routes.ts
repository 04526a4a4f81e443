import * as apiAccountsVendorCheck from "@/app/api/accounts/[vendor]/check/route";
import * as apiAccountsElevenlabs from "@/app/api/accounts/elevenlabs/route";
import * as apiAccountsOpenai from "@/app/api/accounts/openai/route";
import * as apiAccounts from "@/app/api/accounts/route";
import * as apiAccountsTwilio from "@/app/api/accounts/twilio/route";
import * as apiAdvisorsAdvisorIdAbsencesAbsenceId from "@/app/api/advisors/[advisorId]/absences/[absenceId]/route";
import * as apiAdvisorsAdvisorIdAbsences from "@/app/api/advisors/[advisorId]/absences/route";
import * as apiAdvisorsAdvisorIdAvailability from "@/app/api/advisors/[advisorId]/availability/route";
import * as apiAdvisorsAdvisorId from "@/app/api/advisors/[advisorId]/route";
import * as apiAdvisors from "@/app/api/advisors/route";
import * as apiAgentsAgentIdDifference from "@/app/api/agents/[agentId]/difference/route";
import * as apiAgentsAgentIdPublish from "@/app/api/agents/[agentId]/publish/route";
import * as apiAgentsAgentId from "@/app/api/agents/[agentId]/route";
import * as apiAgentsAgentIdVersionsVersionRestore from "@/app/api/agents/[agentId]/versions/[version]/restore/route";
import * as apiAgentsAgentIdVersions from "@/app/api/agents/[agentId]/versions/route";
import * as apiAgentsMachineMessagePreview from "@/app/api/agents/machine-message/preview/route";
import * as apiAgents from "@/app/api/agents/route";
import * as apiAnalytics from "@/app/api/analytics/route";
import * as apiAttention from "@/app/api/attention/route";
import * as apiCalendarFeedsFeedId from "@/app/api/calendar-feeds/[feedId]/route";
import * as apiCalendarFeeds from "@/app/api/calendar-feeds/route";
import * as apiCallsCallIdAnalysis from "@/app/api/calls/[callId]/analysis/route";
import * as apiCallsCallIdAnalysisRun from "@/app/api/calls/[callId]/analysis/run/route";
import * as apiCallsCallIdAttentionDone from "@/app/api/calls/[callId]/attention/done/route";
import * as apiCallsCallIdAttention from "@/app/api/calls/[callId]/attention/route";
import * as apiCallsCallIdCosts from "@/app/api/calls/[callId]/costs/route";
import * as apiCallsCallIdEvents from "@/app/api/calls/[callId]/events/route";
import * as apiCallsCallIdHangUp from "@/app/api/calls/[callId]/hang-up/route";
import * as apiCallsCallIdRecordings from "@/app/api/calls/[callId]/recordings/route";
import * as apiCallsCallId from "@/app/api/calls/[callId]/route";
import * as apiCallsCallIdTurns from "@/app/api/calls/[callId]/turns/route";
import * as apiCallsExport from "@/app/api/calls/export/route";
import * as apiCallsLive from "@/app/api/calls/live/route";
import * as apiCalls from "@/app/api/calls/route";
import * as apiClosuresClosureId from "@/app/api/closures/[closureId]/route";
import * as apiClosuresHolidays from "@/app/api/closures/holidays/route";
import * as apiClosures from "@/app/api/closures/route";
import * as apiContactsContactIdConsents from "@/app/api/contacts/[contactId]/consents/route";
import * as apiContactsContactIdDoNotCall from "@/app/api/contacts/[contactId]/do-not-call/route";
import * as apiContactsContactIdErasure from "@/app/api/contacts/[contactId]/erasure/route";
import * as apiContactsContactIdMerge from "@/app/api/contacts/[contactId]/merge/route";
import * as apiContactsContactId from "@/app/api/contacts/[contactId]/route";
import * as apiContactsExport from "@/app/api/contacts/export/route";
import * as apiContactsExternalExternalId from "@/app/api/contacts/external/[externalId]/route";
import * as apiContacts from "@/app/api/contacts/route";
import * as apiContactsTags from "@/app/api/contacts/tags/route";
import * as apiElevenlabsAgents from "@/app/api/elevenlabs/agents/route";
import * as apiElevenlabsCall from "@/app/api/elevenlabs/call/route";
import * as apiElevenlabsCalls from "@/app/api/elevenlabs/calls/route";
import * as apiElevenlabsConversationConversationId from "@/app/api/elevenlabs/conversation/[conversationId]/route";
import * as apiElevenlabsPostCall from "@/app/api/elevenlabs/post-call/route";
import * as apiElevenlabsStats from "@/app/api/elevenlabs/stats/route";
import * as apiHealthCheck from "@/app/api/health/check/route";
import * as apiHealthMend from "@/app/api/health/mend/route";
import * as apiHealth from "@/app/api/health/route";
import * as apiHoldMusicTrackId from "@/app/api/hold-music/[trackId]/route";
import * as apiHoldMusicChoice from "@/app/api/hold-music/choice/route";
import * as apiHoldMusic from "@/app/api/hold-music/route";
import * as apiImportsImportIdCancel from "@/app/api/imports/[importId]/cancel/route";
import * as apiImportsImportIdCheck from "@/app/api/imports/[importId]/check/route";
import * as apiImportsImportIdFaults from "@/app/api/imports/[importId]/faults/route";
import * as apiImportsImportIdPreview from "@/app/api/imports/[importId]/preview/route";
import * as apiImportsImportId from "@/app/api/imports/[importId]/route";
import * as apiImportsImportIdStart from "@/app/api/imports/[importId]/start/route";
import * as apiImports from "@/app/api/imports/route";
import * as apiInvitations from "@/app/api/invitations/route";
import * as apiKeysKeyId from "@/app/api/keys/[keyId]/route";
import * as apiKeys from "@/app/api/keys/route";
import * as apiLine from "@/app/api/line/route";
import * as apiLive from "@/app/api/live/route";
import * as apiMessagesCounts from "@/app/api/messages/counts/route";
import * as apiMessagesMessageIdNotes from "@/app/api/messages/[messageId]/notes/route";
import * as apiMessagesMessageId from "@/app/api/messages/[messageId]/route";
import * as apiMessagesMessageIdNotices from "@/app/api/messages/[messageId]/notices/route";
import * as apiNotices from "@/app/api/notices/route";
import * as apiNoticesTest from "@/app/api/notices/test/route";
import * as apiSentencesKeyLanguage from "@/app/api/sentences/[key]/[language]/route";
import * as apiSentencesPreview from "@/app/api/sentences/preview/route";
import * as apiSentences from "@/app/api/sentences/route";
import * as voiceCallsAudioName from "@/app/voice-calls/audio/[name]/route";
import * as voiceCallsWebhookIncoming from "@/app/voice-calls/webhook/incoming/[callId]/route";
import * as voiceCallsWebhookResponse from "@/app/voice-calls/webhook/response/[callId]/route";
import * as voiceHoldMusic from "@/app/voice/hold-music/route";
import * as voiceMusicName from "@/app/voice/music/[name]/route";
import * as webhooksTwilioMessageStatus from "@/app/webhooks/twilio/message-status/route";
import * as apiMessages from "@/app/api/messages/route";
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
import * as apiRecordingsRecordingId from "@/app/api/recordings/[recordingId]/route";
import * as apiRecordingsRecordingIdAudio from "@/app/api/recordings/[recordingId]/audio/route";
import * as apiRecordingsRecordingIdDownload from "@/app/api/recordings/[recordingId]/download/route";
import * as apiServicesServiceId from "@/app/api/services/[serviceId]/route";
import * as apiServicesOrder from "@/app/api/services/order/route";
import * as apiServices from "@/app/api/services/route";
import * as apiSessionPassword from "@/app/api/session/password/route";
import * as apiSession from "@/app/api/session/route";
import * as apiSessionTenant from "@/app/api/session/tenant/route";
import * as apiSignUp from "@/app/api/sign-up/route";
import * as apiStaffStaffId from "@/app/api/staff/[staffId]/route";
import * as apiStaffOrder from "@/app/api/staff/order/route";
import * as apiStaff from "@/app/api/staff/route";
import * as apiTeamUserId from "@/app/api/team/[userId]/route";
import * as apiTeamInvitationsInvitationId from "@/app/api/team/invitations/[invitationId]/route";
import * as apiTeamInvitations from "@/app/api/team/invitations/route";
import * as apiTeam from "@/app/api/team/route";
import * as apiTenant from "@/app/api/tenant/route";
import * as apiTenantSpending from "@/app/api/tenant/spending/route";
import * as apiToolsName from "@/app/api/tools/[name]/route";
import * as apiVoices from "@/app/api/voices/route";
import * as apiWebhookDeliveriesDeliveryIdReplay from "@/app/api/webhook-deliveries/[deliveryId]/replay/route";
import * as apiWebhookDeliveriesDeliveryId from "@/app/api/webhook-deliveries/[deliveryId]/route";
import * as apiWebhookEndpointsEndpointIdDeliveries from "@/app/api/webhook-endpoints/[endpointId]/deliveries/route";
import * as apiWebhookEndpointsEndpointIdReplayFailed from "@/app/api/webhook-endpoints/[endpointId]/replay-failed/route";
import * as apiWebhookEndpointsEndpointIdRotate from "@/app/api/webhook-endpoints/[endpointId]/rotate/route";
import * as apiWebhookEndpointsEndpointId from "@/app/api/webhook-endpoints/[endpointId]/route";
import * as apiWebhookEndpointsEndpointIdTest from "@/app/api/webhook-endpoints/[endpointId]/test/route";
import * as apiWebhookEndpoints from "@/app/api/webhook-endpoints/route";
import * as apiWebhooksElevenlabs from "@/app/api/webhooks/elevenlabs/route";
import * as calendarFile from "@/app/calendar/[file]/route";
import * as healthz from "@/app/healthz/route";
import * as phoneAssignmentAssign from "@/app/phone-assignment/assign/route";
import * as phoneAssignmentInboundAgents from "@/app/phone-assignment/inbound-agents/route";
import * as phoneAssignmentUnassignAgentId from "@/app/phone-assignment/unassign/[agentId]/route";
import * as readyz from "@/app/readyz/route";
import * as apiCallsCallIdTransfers from "@/app/api/calls/[callId]/transfers/route";
import * as apiTransfers from "@/app/api/transfers/route";
import * as apiTransfersTransferId from "@/app/api/transfers/[transferId]/route";
import * as apiTransfersTransferIdWish from "@/app/api/transfers/[transferId]/wish/route";
import * as apiTransfersTransferIdNote from "@/app/api/transfers/[transferId]/note/route";
import * as voiceTransferInit from "@/app/voice/transfer/init/route";
import * as voiceTransferConnect from "@/app/voice/transfer/connect/route";
import * as voiceTransferStatus from "@/app/voice/transfer/status/route";
import * as voiceCallsCallId from "@/app/voice-calls/[callId]/route";
import * as voiceCalls from "@/app/voice-calls/route";
import * as voiceCallsWebhookRecording from "@/app/voice-calls/webhook/recording/[callId]/route";
import * as voiceCallsWebhookStatus from "@/app/voice-calls/webhook/status/[callId]/route";
import * as voiceCallsWebhookAmdCallId from "@/app/voice-calls/webhook/amd/[callId]/route";
import * as voiceCallsWebhookMachineCallIdName from "@/app/voice-calls/webhook/machine/[callId]/[name]/route";
import * as voiceCallsWebhookMachineCallId from "@/app/voice-calls/webhook/machine/[callId]/route";
import * as voiceIncoming from "@/app/voice/incoming/route";
import * as voiceSentenceName from "@/app/voice/sentence/[name]/route";
import * as voiceStatus from "@/app/voice/status/route";
import * as voiceVoicemail from "@/app/voice/voicemail/route";
import * as webhookVoiceOutbound from "@/app/webhook/voice/outbound/route";
import * as webhookVoiceStatus from "@/app/webhook/voice/status/route";
import * as webhooksElevenlabsConversationInitiation from "@/app/webhooks/elevenlabs/conversation-initiation/route";
import * as webhooksTwilioAfterStream from "@/app/webhooks/twilio/after-stream/route";
import * as webhooksTwilioFallback from "@/app/webhooks/twilio/fallback/route";
import * as webhooksTwilioRecording from "@/app/webhooks/twilio/recording/route";
import * as webhooksTwilioStream from "@/app/webhooks/twilio/stream/route";
import * as webhooksVoice from "@/app/webhooks/voice/route";
import * as apiAppointmentsExternalExternalId from "@/app/api/appointments/external/[externalId]/route";
import * as apiAppointmentsOf from "@/app/api/appointments/of/route";
import * as apiAppointmentsSlots from "@/app/api/appointments/slots/route";
import * as apiAppointmentsAppointmentIdStatus from "@/app/api/appointments/[appointmentId]/status/route";
import * as apiAppointmentsAppointmentId from "@/app/api/appointments/[appointmentId]/route";
import * as apiAppointments from "@/app/api/appointments/route";
import * as apiElevenlabsCallPatientId from "@/app/api/elevenlabs/call-patient/[id]/route";
import * as apiCallsCallIdTools from "@/app/api/calls/[callId]/tools/route";
import type { RouteHandler } from "@/lib/http/route";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Every address of the house but next-auth's own; a test compares it with the folders of `app/`. */
export const ROUTES: Record<string, Partial<Record<Method, RouteHandler>>> = {
  "/api/accounts/{vendor}/check": apiAccountsVendorCheck,
  "/api/accounts/elevenlabs": apiAccountsElevenlabs,
  "/api/accounts/openai": apiAccountsOpenai,
  "/api/accounts": apiAccounts,
  "/api/accounts/twilio": apiAccountsTwilio,
  "/api/advisors/{advisorId}/absences/{absenceId}": apiAdvisorsAdvisorIdAbsencesAbsenceId,
  "/api/advisors/{advisorId}/absences": apiAdvisorsAdvisorIdAbsences,
  "/api/advisors/{advisorId}/availability": apiAdvisorsAdvisorIdAvailability,
  "/api/advisors/{advisorId}": apiAdvisorsAdvisorId,
  "/api/advisors": apiAdvisors,
  "/api/agents/{agentId}/difference": apiAgentsAgentIdDifference,
  "/api/agents/{agentId}/publish": apiAgentsAgentIdPublish,
  "/api/agents/machine-message/preview": apiAgentsMachineMessagePreview,
  "/api/agents/{agentId}": apiAgentsAgentId,
  "/api/agents/{agentId}/versions/{version}/restore": apiAgentsAgentIdVersionsVersionRestore,
  "/api/agents/{agentId}/versions": apiAgentsAgentIdVersions,
  "/api/agents": apiAgents,
  "/api/analytics": apiAnalytics,
  "/api/attention": apiAttention,
  "/api/calendar-feeds/{feedId}": apiCalendarFeedsFeedId,
  "/api/calendar-feeds": apiCalendarFeeds,
  "/api/calls/{callId}/analysis": apiCallsCallIdAnalysis,
  "/api/calls/{callId}/analysis/run": apiCallsCallIdAnalysisRun,
  "/api/calls/{callId}/costs": apiCallsCallIdCosts,
  "/api/calls/{callId}/attention/done": apiCallsCallIdAttentionDone,
  "/api/calls/{callId}/attention": apiCallsCallIdAttention,
  "/api/calls/{callId}/events": apiCallsCallIdEvents,
  "/api/calls/{callId}/hang-up": apiCallsCallIdHangUp,
  "/api/calls/{callId}/recordings": apiCallsCallIdRecordings,
  "/api/calls/{callId}": apiCallsCallId,
  "/api/calls/{callId}/turns": apiCallsCallIdTurns,
  "/api/calls/export": apiCallsExport,
  "/api/calls/live": apiCallsLive,
  "/api/calls": apiCalls,
  "/api/closures/{closureId}": apiClosuresClosureId,
  "/api/closures/holidays": apiClosuresHolidays,
  "/api/closures": apiClosures,
  "/api/contacts/{contactId}/consents": apiContactsContactIdConsents,
  "/api/contacts/{contactId}/do-not-call": apiContactsContactIdDoNotCall,
  "/api/contacts/{contactId}/erasure": apiContactsContactIdErasure,
  "/api/contacts/{contactId}/merge": apiContactsContactIdMerge,
  "/api/contacts/{contactId}": apiContactsContactId,
  "/api/contacts/export": apiContactsExport,
  "/api/contacts/external/{externalId}": apiContactsExternalExternalId,
  "/api/contacts": apiContacts,
  "/api/contacts/tags": apiContactsTags,
  "/api/elevenlabs/agents": apiElevenlabsAgents,
  "/api/elevenlabs/call": apiElevenlabsCall,
  "/api/elevenlabs/calls": apiElevenlabsCalls,
  "/api/elevenlabs/conversation/{conversationId}": apiElevenlabsConversationConversationId,
  "/api/elevenlabs/post-call": apiElevenlabsPostCall,
  "/api/elevenlabs/stats": apiElevenlabsStats,
  "/api/health/check": apiHealthCheck,
  "/api/health/mend": apiHealthMend,
  "/api/health": apiHealth,
  "/api/hold-music": apiHoldMusic,
  "/api/hold-music/choice": apiHoldMusicChoice,
  "/api/hold-music/{trackId}": apiHoldMusicTrackId,
  "/api/imports/{importId}/cancel": apiImportsImportIdCancel,
  "/api/imports/{importId}/check": apiImportsImportIdCheck,
  "/api/imports/{importId}/faults": apiImportsImportIdFaults,
  "/api/imports/{importId}/preview": apiImportsImportIdPreview,
  "/api/imports/{importId}": apiImportsImportId,
  "/api/imports/{importId}/start": apiImportsImportIdStart,
  "/api/imports": apiImports,
  "/api/invitations": apiInvitations,
  "/api/keys/{keyId}": apiKeysKeyId,
  "/api/keys": apiKeys,
  "/api/line": apiLine,
  "/api/live": apiLive,
  "/api/messages/counts": apiMessagesCounts,
  "/api/messages/{messageId}/notes": apiMessagesMessageIdNotes,
  "/api/messages/{messageId}": apiMessagesMessageId,
  "/api/messages/{messageId}/notices": apiMessagesMessageIdNotices,
  "/api/notices": apiNotices,
  "/api/notices/test": apiNoticesTest,
  "/api/messages": apiMessages,
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
  "/api/appointments": apiAppointments,
  "/api/appointments/{appointmentId}": apiAppointmentsAppointmentId,
  "/api/appointments/{appointmentId}/status": apiAppointmentsAppointmentIdStatus,
  "/api/appointments/slots": apiAppointmentsSlots,
  "/api/appointments/of": apiAppointmentsOf,
  "/api/appointments/external/{externalId}": apiAppointmentsExternalExternalId,
  "/api/elevenlabs/call-patient/{id}": apiElevenlabsCallPatientId,
  "/api/calls/{callId}/tools": apiCallsCallIdTools,
  "/api/recordings/{recordingId}": apiRecordingsRecordingId,
  "/api/recordings/{recordingId}/audio": apiRecordingsRecordingIdAudio,
  "/api/recordings/{recordingId}/download": apiRecordingsRecordingIdDownload,
  "/api/sentences": apiSentences,
  "/api/sentences/preview": apiSentencesPreview,
  "/api/sentences/{key}/{language}": apiSentencesKeyLanguage,
  "/api/services/{serviceId}": apiServicesServiceId,
  "/api/services/order": apiServicesOrder,
  "/api/services": apiServices,
  "/api/session/password": apiSessionPassword,
  "/api/session": apiSession,
  "/api/session/tenant": apiSessionTenant,
  "/api/sign-up": apiSignUp,
  "/api/staff/{staffId}": apiStaffStaffId,
  "/api/staff/order": apiStaffOrder,
  "/api/staff": apiStaff,
  "/api/team/{userId}": apiTeamUserId,
  "/api/team/invitations/{invitationId}": apiTeamInvitationsInvitationId,
  "/api/team/invitations": apiTeamInvitations,
  "/api/team": apiTeam,
  "/api/tenant": apiTenant,
  "/api/tenant/spending": apiTenantSpending,
  "/api/tools/{name}": apiToolsName,
  "/api/voices": apiVoices,
  "/api/webhook-deliveries/{deliveryId}/replay": apiWebhookDeliveriesDeliveryIdReplay,
  "/api/webhook-deliveries/{deliveryId}": apiWebhookDeliveriesDeliveryId,
  "/api/webhook-endpoints/{endpointId}/deliveries": apiWebhookEndpointsEndpointIdDeliveries,
  "/api/webhook-endpoints/{endpointId}/replay-failed": apiWebhookEndpointsEndpointIdReplayFailed,
  "/api/webhook-endpoints/{endpointId}/rotate": apiWebhookEndpointsEndpointIdRotate,
  "/api/webhook-endpoints/{endpointId}": apiWebhookEndpointsEndpointId,
  "/api/webhook-endpoints/{endpointId}/test": apiWebhookEndpointsEndpointIdTest,
  "/api/webhook-endpoints": apiWebhookEndpoints,
  "/api/webhooks/elevenlabs": apiWebhooksElevenlabs,
  "/calendar/{file}": calendarFile,
  "/healthz": healthz,
  "/phone-assignment/assign": phoneAssignmentAssign,
  "/phone-assignment/inbound-agents": phoneAssignmentInboundAgents,
  "/phone-assignment/unassign/{agentId}": phoneAssignmentUnassignAgentId,
  "/readyz": readyz,
  "/voice-calls/{callId}": voiceCallsCallId,
  "/voice-calls": voiceCalls,
  "/voice-calls/webhook/recording/{callId}": voiceCallsWebhookRecording,
  "/voice-calls/webhook/status/{callId}": voiceCallsWebhookStatus,
  "/voice-calls/webhook/amd/{callId}": voiceCallsWebhookAmdCallId,
  "/voice-calls/webhook/machine/{callId}": voiceCallsWebhookMachineCallId,
  "/voice-calls/webhook/machine/{callId}/{name}": voiceCallsWebhookMachineCallIdName,
  "/voice/hold-music": voiceHoldMusic,
  "/voice-calls/audio/{name}": voiceCallsAudioName,
  "/voice-calls/webhook/incoming/{callId}": voiceCallsWebhookIncoming,
  "/voice-calls/webhook/response/{callId}": voiceCallsWebhookResponse,
  "/api/calls/{callId}/transfers": apiCallsCallIdTransfers,
  "/api/transfers": apiTransfers,
  "/api/transfers/{transferId}": apiTransfersTransferId,
  "/api/transfers/{transferId}/wish": apiTransfersTransferIdWish,
  "/api/transfers/{transferId}/note": apiTransfersTransferIdNote,
  "/voice/transfer/init": voiceTransferInit,
  "/voice/transfer/connect": voiceTransferConnect,
  "/voice/transfer/status": voiceTransferStatus,
  "/voice/incoming": voiceIncoming,
  "/voice/music/{name}": voiceMusicName,
  "/voice/sentence/{name}": voiceSentenceName,
  "/voice/status": voiceStatus,
  "/voice/voicemail": voiceVoicemail,
  "/webhook/voice/outbound": webhookVoiceOutbound,
  "/webhook/voice/status": webhookVoiceStatus,
  "/webhooks/elevenlabs/conversation-initiation": webhooksElevenlabsConversationInitiation,
  "/webhooks/twilio/after-stream": webhooksTwilioAfterStream,
  "/webhooks/twilio/fallback": webhooksTwilioFallback,
  "/webhooks/twilio/message-status": webhooksTwilioMessageStatus,
  "/webhooks/twilio/recording": webhooksTwilioRecording,
  "/webhooks/twilio/stream": webhooksTwilioStream,
  "/webhooks/voice": webhooksVoice,
};

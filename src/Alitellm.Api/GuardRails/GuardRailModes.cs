namespace Alitellm.Api.GuardRails;

/// <summary>When a guardrail runs.</summary>
public static class GuardRailModes
{
    public const string PreCall = "pre_call";
    public const string PostCall = "post_call";
    public const string DuringCall = "during_call";
    public const string LoggingOnly = "logging_only";
    public const string PreMcpCall = "pre_mcp_call";
    public const string DuringMcpCall = "during_mcp_call";

    /// <summary>Cannot be combined with another mode.</summary>
    public const string RealtimeInputTranscription = "realtime_input_transcription";
}

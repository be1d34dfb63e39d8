using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>An operation was refused; <see cref="Status"/> is the <c>meta/v1 Status</c> a client would get.</summary>
public sealed class ApiStatusException : Exception
{
    internal ApiStatusException(JsonObject status)
        : base((string?)status["message"])
    {
        Status = status;
    }

    /// <summary>Nothing is served at the path: the answer is plain text, not a <c>Status</c>.</summary>
    internal bool IsUnknownPath { get; init; }

    /// <summary>The <c>Status</c> object of the answer.</summary>
    public JsonObject Status { get; }

    /// <summary>HTTP status code.</summary>
    public int Code => (int)Status["code"]!;

    /// <summary>Machine-readable reason, e.g. <c>NotFound</c>.</summary>
    public string Reason => (string?)Status["reason"] ?? "";

    /// <summary>Value of the <c>Retry-After</c> header in seconds, if the answer carries one.</summary>
    public int? RetryAfterSeconds => (int?)(Status["details"] as JsonObject)?["retryAfterSeconds"];
}

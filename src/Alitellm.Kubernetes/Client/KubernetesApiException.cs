namespace Alitellm.Kubernetes.Client;

/// <summary>An API server's refusal, or the failure to reach it (<see cref="Status"/> is null then).</summary>
public sealed class KubernetesApiException(int? status, string? reason, string message, TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception(message, inner)
{
    public int? Status { get; } = status;

    /// <summary>The machine-readable reason of the Status object, for example <c>Conflict</c>.</summary>
    public string? Reason { get; } = reason;

    public TimeSpan? RetryAfter { get; } = retryAfter;

    public bool IsNotFound => Status == 404;

    public bool IsConflict => Status == 409;

    /// <summary>The version or the page token is one the server no longer, or not yet, has.</summary>
    internal bool IsExpired => Status == 410 || Reason is ApiFailures.Expired or "Gone";
}

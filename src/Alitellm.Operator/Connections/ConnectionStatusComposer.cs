using Alitellm.Api.Common;
using Alitellm.Api.Connections;
using Alitellm.Kubernetes.Status;
using Alitellm.LiteLLM;

namespace Alitellm.Operator.Connections;

/// <summary>Pure: what the status of a Connection says.</summary>
internal static class ConnectionStatusComposer
{
    private const string Healthy = "Healthy";
    private const string Unhealthy = "Unhealthy";

    public static void Connecting(LiteLLMConnection connection, DateTime now)
    {
        var status = connection.Status ??= new();
        var generation = connection.Metadata.Generation ?? 0;
        status.ObservedGeneration = generation;
        status.Conditions = ConditionList.With(status.Conditions, ConditionTypes.Ready, false, ConditionReasons.Connecting, "the proxy is being probed", generation, now);
    }

    public static void Probed(LiteLLMConnection connection, ProbeResult result, string? handledRequest, DateTime now)
    {
        var status = connection.Status ??= new();
        var generation = connection.Metadata.Generation ?? 0;
        var (logging, reason, message) = Logging(result.Health);
        status.ObservedGeneration = generation;
        status.LiteLLMVersion = result.Snapshot.Version?.ToString() ?? status.LiteLLMVersion;
        status.LastHandledReconcileAt = handledRequest ?? status.LastHandledReconcileAt;
        status.Conditions = ConditionList.With(status.Conditions, ConditionTypes.Ready, result.Snapshot.IsUsable, result.Snapshot.Reason, Redactor.Cut(Redactor.Redact(result.Message)), generation, now);
        status.Conditions = result.Snapshot.Reason == ConditionReasons.InvalidConfig
            ? ConditionList.With(status.Conditions, ConditionTypes.Stalled, true, result.Snapshot.Reason, Redactor.Cut(Redactor.Redact(result.Message)), generation, now)
            : ConditionList.Without(status.Conditions, ConditionTypes.Stalled);
        status.Conditions = ConditionList.With(status.Conditions, ConditionTypes.LoggingHealthy, logging, reason, message, generation, now);
    }

    private static (bool? Status, string Reason, string Message) Logging(KeyHealth? health)
    {
        return health switch
        {
            null => (null, "ProbeError", "the proxy could not be asked"),
            { CallbackStatus: null or "" } => (null, "NoCallbacksReported", "the proxy reports no logging callbacks"),
            { CallbackStatus: "healthy" } => (true, Healthy, "the logging callbacks work"),
            { CallbackStatus: "unhealthy" } => (false, Unhealthy, Details(health.CallbackDetails)),
            _ => (null, "Unknown", "the proxy reports an unknown state of its logging callbacks"),
        };
    }

    private static string Details(string? details)
    {
        return details is { Length: > 0 } ? Redactor.Cut(Redactor.Redact(details)) : "the logging callbacks do not work";
    }
}

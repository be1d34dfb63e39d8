using System.Text.Json.Nodes;
using Alitellm.LiteLLM;
using Alitellm.Operator.Remote.Compare;

namespace Alitellm.Operator.Observability.Changes;

/// <summary>
/// Writes one record for every request that changes LiteLLM: on whose behalf, what, and with which result. The body is the one that was
/// sent, with placeholders in the place of secrets: sent again in order to an empty LiteLLM, the records make it what it is.
/// </summary>
internal sealed class ChangeLog(ILoggerFactory loggers, OperatorMetrics metrics, string instance) : IWriteObserver
{
    /// <summary>The category; its records have the level <c>info</c>.</summary>
    public const string Category = "Alitellm.ChangeLog";

    private readonly ILogger _logger = loggers.CreateLogger(Category);

    public void Sent(SentWrite write)
    {
        var origin = ChangeOrigin.Current;
        metrics.Written(origin?.Kind ?? ConnectionReasonLabel.Other, origin?.Cause ?? ChangeCauseLabel.Other, write.Succeeded);
        if (!_logger.IsEnabled(LogLevel.Information))
        {
            return;
        }

        _logger.Log(LogLevel.Information, default, FieldsOf(write, origin).ToList(), null, static (_, _) => "LiteLLM was written");
    }

    private IEnumerable<KeyValuePair<string, object?>> FieldsOf(SentWrite write, ChangeOrigin? origin)
    {
        yield return new("kind", origin?.Kind);
        yield return new("namespace", origin?.Object.Namespace);
        yield return new("name", origin?.Object.Name);
        yield return new("uid", origin?.Uid);
        yield return new("generation", origin?.Generation);
        yield return new("instance", instance);
        yield return new("connection", origin?.Connection);
        yield return new("cause", origin?.Cause ?? ChangeCauseLabel.Other);
        if (origin is { With.Count: > 0 })
        {
            yield return new("with", origin.With.Select(static key => key.ToString()));
        }

        yield return new("operation", write.Operation);
        yield return new("entry", write.MintedId ?? origin?.EntryId);
        yield return new("method", write.Method);
        yield return new("path", write.Path);
        if (origin is { Differences.Count: > 0 })
        {
            yield return new("changes", Changes(origin));
        }

        yield return new("body", write.Body.IsEmpty ? null : new ChangeMask(origin?.Secrets ?? Remote.Content.SecretValues.Empty).Apply(JsonNode.Parse(write.Body.Span)));
        yield return new("result", ChangeResultLabel.Of(write.Succeeded));
        yield return new("status", write.Status);
        yield return new("durationMs", (long)write.Duration.TotalMilliseconds);
        yield return new("requestId", write.RequestId);
    }

    private static JsonArray Changes(ChangeOrigin origin)
    {
        var report = DriftReports.From(origin.Differences, default, corrected: false, [.. origin.Secrets.ByPlaceholder.Values], Redactor.Redact);
        return new JsonArray([.. report!.Fields!.Select(static JsonNode (field) => new JsonObject { ["path"] = field.Path, ["from"] = field.Observed, ["to"] = field.Desired })]);
    }
}

using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>Liveness, readiness, and the health of the calling key.</summary>
internal sealed class HealthArea(LiteLLMWorld world) : Area
{
    public override IEnumerable<Route> Routes =>
    [
        new("GET", "/health/liveliness", RouteAccess.Public, _ => Alive),
        new("GET", "/health/liveness", RouteAccess.Public, _ => Alive),
        new("GET", "/health/readiness", RouteAccess.Public, Readiness),
        new("GET", "/health", RouteAccess.AnyKey, Providers),
        new("POST", "/key/health", RouteAccess.AnyKey, Key),
    ];

    private static Reply Alive { get; } = Reply.Json(200, "\"I'm alive!\""u8.ToArray());

    private Reply Readiness(Exchange exchange)
    {
        if (!world.DatabaseIsHealthy)
        {
            return Errors.PlainDetail(503, "Service Unhealthy (database check failed)");
        }

        var body = new JsonObject
        {
            ["status"] = world.Version.AtLeast(1, 84) ? "healthy" : "connected",
            ["db"] = "connected",
            ["cache"] = null,
            ["litellm_version"] = world.VersionText,
            ["success_callbacks"] = new JsonArray("sync_deployment_callback_on_success"),
            ["use_aiohttp_transport"] = true,
            ["last_updated"] = exchange.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", System.Globalization.CultureInfo.InvariantCulture),
        };
        if (world.Version.AtLeast(1, 84))
        {
            body["log_level"] = "WARNING";
            body["is_detailed_debug"] = false;
        }

        return Reply.Ok(body);
    }

    private Reply Providers(Exchange exchange)
    {
        var healthy = new JsonArray();
        foreach (var row in exchange.Visible)
        {
            healthy.Add((JsonNode)new JsonObject { ["model"] = row.LitellmParams["model"]?.DeepClone() });
        }

        return Reply.Ok(new JsonObject
        {
            ["healthy_endpoints"] = healthy,
            ["unhealthy_endpoints"] = new JsonArray(),
            ["healthy_count"] = healthy.Count,
            ["unhealthy_count"] = 0,
        });
    }

    private Reply Key(Exchange exchange) => Reply.Ok(new JsonObject
    {
        ["key"] = "healthy",
        ["logging_callbacks"] = world.KeyHealth switch
        {
            LiteLLMKeyHealth.NoCallbacks => null,
            LiteLLMKeyHealth.Unhealthy => Callbacks("unhealthy", "Logging callback langfuse failed: connection refused"),
            _ => Callbacks("healthy", "No logger exceptions triggered, system is healthy. Manually check if logs were sent to your callbacks."),
        },
    });

    private static JsonObject Callbacks(string status, string details)
        => new() { ["callbacks"] = new JsonArray("langfuse"), ["status"] = status, ["details"] = details };
}

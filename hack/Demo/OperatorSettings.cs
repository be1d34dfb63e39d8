namespace Alitellm.Demo;

/// <summary>The environment variables the demo's operator sees: those of this process that make sense here, and what the demo needs.</summary>
internal static class OperatorSettings
{
    /// <summary>The floor; a hand edit in the stand-in is seen while you look.</summary>
    public const string PollInterval = "5s";

    /// <summary>One poll longer: the stand-in is a single process and shows its own writes at once.</summary>
    public const string SettleWindow = "6s";

    private static readonly string[] s_inherited = ["LOG_LEVEL", "LOG_FORMAT", "LITELLM_POLL_INTERVAL", "LITELLM_SETTLE_WINDOW", "ENABLE_LEADER_ELECTION", "METRICS_BIND_ADDRESS", "HEALTH_PROBE_BIND_ADDRESS"];

    public static Dictionary<string, string?> For(DemoOptions options, string kubeconfig)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["KUBECONFIG"] = kubeconfig,
            ["WATCH_NAMESPACE"] = Samples.Namespace,
            ["METRICS_BIND_ADDRESS"] = "127.0.0.1:0",
            ["HEALTH_PROBE_BIND_ADDRESS"] = "127.0.0.1:0",
            // The provider that reaches agents is one of a user's own, and unknown providers are not served: here the models only have to be seen.
            ["A2A_MODEL_PROVIDER"] = "openai",
            ["LOG_LEVEL"] = "warn",
            ["LOG_FORMAT"] = "console",
        };
        if (options.LiteLLM is null)
        {
            settings["LITELLM_POLL_INTERVAL"] = PollInterval;
            settings["LITELLM_SETTLE_WINDOW"] = SettleWindow;
        }

        foreach (var name in s_inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            {
                settings[name] = value;
            }
        }

        return settings;
    }
}

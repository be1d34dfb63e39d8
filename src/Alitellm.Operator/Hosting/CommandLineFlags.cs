namespace Alitellm.Operator.Hosting;

/// <summary>The flags of <c>run</c> as they were typed; null where a flag was not given. A given flag overrides its environment variable.</summary>
internal sealed record CommandLineFlags
{
    /// <summary>No flag was given.</summary>
    public static CommandLineFlags None { get; } = new();

    public string? MetricsBindAddress { get; init; }

    public string? HealthProbeBindAddress { get; init; }

    /// <summary>Text of <c>--leader-elect</c>; the bare flag is <c>true</c>.</summary>
    public string? LeaderElect { get; init; }

    public string? Kubeconfig { get; init; }

    public string? ZapLogLevel { get; init; }

    public string? ZapEncoder { get; init; }
}

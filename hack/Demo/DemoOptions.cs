namespace Alitellm.Demo;

/// <summary>What the demo was asked to do.</summary>
internal sealed record DemoOptions
{
    /// <summary>End as soon as everything is Ready, or when <see cref="Timeout"/> is over.</summary>
    public bool Once { get; init; }

    /// <summary>End standard output with one JSON line; everything else goes to standard error.</summary>
    public bool Json { get; init; }

    /// <summary>Models generated beside those of the samples.</summary>
    public int Models { get; init; }

    /// <summary>A real cluster instead of the embedded API server.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>A real proxy instead of the stand-in.</summary>
    public Uri? LiteLLM { get; init; }

    /// <summary>The admin key of that proxy; null for the one in the samples.</summary>
    public string? MasterKey { get; init; }

    /// <summary>How long everything may take to become Ready.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The checkout whose <c>crds/</c> and <c>samples/</c> are applied.</summary>
    public required string Repository { get; init; }
}

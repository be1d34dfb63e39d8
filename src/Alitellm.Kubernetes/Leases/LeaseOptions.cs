namespace Alitellm.Kubernetes.Leases;

/// <summary>Timings of leader election.</summary>
public sealed record LeaseOptions
{
    /// <summary>How long a lease lasts without renewal. 15 s is Kubernetes' own default.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a held lease is renewed.</summary>
    public TimeSpan Renew { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a lease held by another is looked at.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(2);
}

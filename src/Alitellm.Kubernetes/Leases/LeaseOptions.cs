namespace Alitellm.Kubernetes.Leases;

/// <summary>Timings of leader election.</summary>
public sealed record LeaseOptions
{
    /// <summary>How long a lease lasts without renewal. 15 s is Kubernetes' own default. Leases store whole seconds: others wait for the next one.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a held lease is renewed.</summary>
    public TimeSpan Renew { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a lease held by another is looked at.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long before a lease runs out its holder stops by itself: a fifth, room for a request that is on its way.</summary>
    internal TimeSpan Margin => Duration / 5;

    /// <summary>How long a replica waits for the preferred owner of a free lease before it takes the lease itself.</summary>
    internal TimeSpan Patience => Retry * 2;

    /// <exception cref="ArgumentException">Timings under which a lease could not be kept.</exception>
    internal void Validate()
    {
        if (Retry <= TimeSpan.Zero || Retry > Renew || Renew + Retry >= Duration - Margin)
        {
            throw new ArgumentException($"lease timings must satisfy 0 < retry <= renew and renew + retry < 80 % of duration, but are {Retry}, {Renew}, {Duration}");
        }
    }
}

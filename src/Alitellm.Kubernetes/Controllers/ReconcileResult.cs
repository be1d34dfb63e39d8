namespace Alitellm.Kubernetes.Controllers;

/// <summary>What should happen to a key after a reconcile that did not fail unexpectedly.</summary>
public readonly record struct ReconcileResult
{
    private ReconcileResult(bool failed, TimeSpan? after)
    {
        Failed = failed;
        After = after;
    }

    /// <summary>Nothing more to do until something changes.</summary>
    public static ReconcileResult Done => default;

    /// <summary>An expected failure (a peer is away): try again with the key's backoff.</summary>
    public static ReconcileResult Backoff => new(true, null);

    public bool Failed { get; }

    /// <summary>The time of the next look, if one is wanted.</summary>
    public TimeSpan? After { get; }

    /// <summary>Look again after <paramref name="delay"/>; clears the backoff history.</summary>
    public static ReconcileResult RequeueAfter(TimeSpan delay) => new(false, delay);

    /// <summary>The peer named a time: try again then; counts as a failure without growing the backoff.</summary>
    public static ReconcileResult Throttled(TimeSpan delay) => new(true, delay);
}

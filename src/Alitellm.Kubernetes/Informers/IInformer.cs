namespace Alitellm.Kubernetes.Informers;

/// <summary>The lifecycle side of an informer.</summary>
public interface IInformer
{
    /// <summary>The plural resource name, or the name it was given in its place; for logs and metrics.</summary>
    string Name { get; }

    /// <summary>Whether the first complete list is in the store; of a kind that may be absent, whether the first answer came, whatever it was.</summary>
    bool HasSynced { get; }

    /// <summary>Whether the loop still runs; false after it ended other than by cancellation.</summary>
    bool IsAlive { get; }

    /// <summary>What the store is worth now. Only <see cref="InformerState.Synced"/> makes an empty store mean that there is nothing.</summary>
    InformerStanding Standing { get; }

    /// <summary>Raised when the state of <see cref="Standing"/> is another. Handlers must be quick and must not throw.</summary>
    event Action? StandingChanged;

    /// <summary>Waits for <see cref="HasSynced"/>.</summary>
    Task WaitForSyncAsync(CancellationToken cancellationToken);

    /// <summary>Lists and watches until cancelled.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}

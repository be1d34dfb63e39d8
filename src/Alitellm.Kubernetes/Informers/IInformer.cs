namespace Alitellm.Kubernetes.Informers;

/// <summary>The lifecycle side of an informer.</summary>
public interface IInformer
{
    /// <summary>The plural resource name, or the name it was given in its place; for logs and metrics.</summary>
    string Name { get; }

    /// <summary>Whether the first complete list is in the store.</summary>
    bool HasSynced { get; }

    /// <summary>Whether the loop still runs; false after it ended other than by cancellation.</summary>
    bool IsAlive { get; }

    Task WaitForSyncAsync(CancellationToken cancellationToken);

    /// <summary>Lists and watches until cancelled.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}

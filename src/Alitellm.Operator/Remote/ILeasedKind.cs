using Alitellm.Kubernetes.Informers;

namespace Alitellm.Operator.Remote;

/// <summary>A kind that is reconciled while its lease is held, as the process sees it.</summary>
internal interface ILeasedKind : IDisposable
{
    string Kind { get; }

    /// <summary>The plural resource name, which names the lease.</summary>
    string Plural { get; }

    /// <summary>Kinds with the same placement are led by the same replica.</summary>
    string Placement { get; }

    /// <summary>The watch of the kind; runs on every replica.</summary>
    IInformer Informer { get; }

    /// <summary>Reconciles until cancelled. Called once per term.</summary>
    Task RunTermAsync(CancellationToken cancellationToken);
}

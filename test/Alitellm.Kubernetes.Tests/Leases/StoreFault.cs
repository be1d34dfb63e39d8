namespace Alitellm.Kubernetes.Tests.Leases;

/// <summary>What happens to a replica's requests.</summary>
internal enum StoreFault
{
    None,

    /// <summary>Fails, and nothing was done.</summary>
    Unreachable,

    /// <summary>Fails, but was done.</summary>
    AnswerLost,

    /// <summary>Nothing is done and nothing comes back until the caller gives up.</summary>
    Hangs,

    /// <summary>Done, but nothing comes back until the caller gives up.</summary>
    AnswerHangs,

    /// <summary>Requests work, but the watch tells nothing any more.</summary>
    SilentWatch,
}

namespace Alitellm.Kubernetes.ListWatch;

/// <summary>Where a reflector stands.</summary>
internal enum ReflectorPhase
{
    Listing,

    /// <summary>The watch is asked for and not answered.</summary>
    Connecting,

    /// <summary>The server accepted the watch; nothing came yet.</summary>
    Connected,

    /// <summary>Something came on this watch.</summary>
    Streaming,

    /// <summary>Waiting before the next attempt.</summary>
    Waiting,

    Stopped,
}
